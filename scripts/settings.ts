import { readSettings, type Settings, SettingsError } from '../src/publish/host/settings.ts';

/** The settings for a command; one that cannot be used ends the process with its sentence, before any work. */
export function settingsOrExit(): Settings {
  try {
    return readSettings();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    console.error(error.message);
    return process.exit(2);
  }
}
