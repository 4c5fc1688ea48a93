/**
 * `/data/stations.geojson`: listings that name a city or region, as points (RFC 7946). The point is the middle of the place, never an address.
 * A listing without a place is not in the file; the metadata say how many those are. Each point carries who lists it and what was answered.
 */

import { answersTo } from '../../dataset/answers.ts';
import { answersAbout } from '../../dataset/country-records.ts';
import { DECEMBER, notTraced, stationCount } from '../../dataset/derived.ts';
import type { Row } from '../../dataset/schema.ts';
import type { Site } from '../../story/site.ts';
import { answerRecord, answerSentence, claimRecord } from '../chart/chart-record.ts';
import { plainWords } from '../page/words.ts';

const counted = (stations: readonly Row<'stations'>[]) => ({
  listings: stations.length,
  stations: stationCount(stations),
});

function feature(station: Row<'stations'>, site: Site): object {
  const { dataset } = site;
  const place = dataset.get('places', station.place ?? '');
  const report = dataset.get('reports', station.report);
  const claim = dataset.get('claims', report.claim);
  const matched = station.listing === 'matched';
  return {
    type: 'Feature',
    id: station.id,
    geometry: { type: 'Point', coordinates: [place.longitude, place.latitude] },
    properties: {
      place: place.name,
      placePrecision: station.placePrecision,
      country: station.country,
      countryName: dataset.get('countries', station.country).name,
      count: station.count,
      countPrecision: station.countPrecision,
      bureau: station.operator === null ? null : dataset.get('operators', station.operator).name,
      report: report.title,
      reportDate: report.date,
      listing: station.listing,
      claim: matched ? null : claim.id,
      claimant: matched ? plainWords(site.language, 'derived.matchedClaimant') : claim.claimant,
      status: matched ? null : claim.status,
      answers: answersAbout(dataset, station.country).map((row) =>
        answerSentence(answerRecord({ table: 'responses', row }, site)),
      ),
      answeredBy: answersTo(dataset, claim.id).map((answer) => answer.row.id),
      note: station.note,
      sources: station.sources,
    },
  };
}

export function stationsGeoJson(site: Site): string {
  const { edition, tables } = site.dataset;
  const placed = tables.stations.filter((station) => station.place !== null);
  const claims = [...new Set(tables.reports.map((report) => report.claim))].map((claim) => claimRecord(claim, site));
  const head = {
    type: 'FeatureCollection',
    metadata: {
      title: plainWords(site.language, 'package.pointsTitle'),
      description: plainWords(site.language, 'points.description'),
      edition: { version: edition.version, date: edition.date },
      licence: edition.licence,
      credits: edition.credits,
      included: counted(placed),
      withoutPlace: counted(tables.stations.filter((station) => station.place === null)),
      notTraced: notTraced(site.dataset, DECEMBER),
      listed: tables.reports.map(({ id, title, date, total, totalPrecision, countries, claim }) => {
        return { report: id, title, date, total, totalPrecision, countries, claim };
      }),
      claims,
    },
  };
  // A point a line: short enough to read, and two editions can be compared line by line.
  const features = placed.map((station) => `    ${JSON.stringify(feature(station, site))}`);
  return `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},\n  "features": [\n${features.join(',\n')}\n  ]\n}\n`;
}
