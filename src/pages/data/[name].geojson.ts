import { fileEndpoint } from '../../publish/files.ts';

export const { getStaticPaths, GET } = fileEndpoint('data/', '.geojson');
