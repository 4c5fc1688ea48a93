/** What the JSON reports of Vitest and Playwright say: how many tests passed, and which files took longest. */
import { relative } from 'node:path';

/** Of Vitest. Times in milliseconds. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly name: string; readonly startTime: number; readonly endTime: number }[];
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly tests: readonly { readonly results: readonly { readonly duration: number }[] }[];
  }[];
}

/** Of Playwright. Durations in milliseconds. */
interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  /** One a file, named in `file`. */
  readonly suites: readonly (Suite & { readonly file: string })[];
}

export type TestReport = VitestReport | PlaywrightReport;

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** A test that passed only when it was tried again has failed. */
export const countsOf = (report: TestReport): Counts =>
  'stats' in report
    ? { passed: report.stats.expected, failed: report.stats.unexpected + report.stats.flaky }
    : { passed: report.numPassedTests, failed: report.numFailedTests };

const millisecondsOf = (suite: Suite): number =>
  [
    ...(suite.suites ?? []).map(millisecondsOf),
    ...(suite.specs ?? []).flatMap((spec) =>
      spec.tests.flatMap((test) => test.results.map((result) => result.duration)),
    ),
  ].reduce((sum, own) => sum + own, 0);

/** The files of tests that took longest, in seconds of one worker. */
export const slowestOf = (
  reports: readonly TestReport[],
  count: number,
): readonly { readonly name: string; readonly seconds: number }[] =>
  reports
    .flatMap((report) =>
      'stats' in report
        ? report.suites.map((suite) => ({ name: `browser/${suite.file}`, seconds: millisecondsOf(suite) / 1000 }))
        : report.testResults.map(({ name, startTime, endTime }) => ({
            name: relative('tests', name),
            seconds: (endTime - startTime) / 1000,
          })),
    )
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, count);
