import { describe, expect, test } from 'vitest';
import { palette } from '../../src/charts/shared/palette.ts';
import { iconFiles, iconPng, iconSvg, webManifest } from '../../src/publish/share/icons.ts';

describe('the mark of the site', () => {
  test('has the three inks of the palette, in light and in dark', () => {
    for (const mode of ['light', 'dark'] as const)
      for (const ink of ['said', 'answered', 'unknown'] as const) expect(iconSvg()).toContain(palette[mode][ink]);
  });

  test.each(Object.entries(iconFiles))('comes as a square PNG: %s', async (name, { width }) => {
    const bytes = Buffer.from(await iconPng(name as keyof typeof iconFiles));
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, width]);
    expect(bytes.length).toBeLessThan(6_000);
  });
});

test('the manifest stays within the path prefix', () => {
  const manifest = JSON.parse(webManifest({ name: 'Name', description: 'What', language: 'en' }, '/some/prefix/')) as {
    start_url: string;
    scope: string;
    icons: { src: string; purpose: string }[];
  };
  for (const address of [manifest.start_url, manifest.scope, ...manifest.icons.map((icon) => icon.src)])
    expect(address).toMatch(/^\/some\/prefix\//);
  expect(manifest.icons.map((icon) => icon.purpose)).toEqual(['any', 'maskable']);
});
