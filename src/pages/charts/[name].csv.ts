import { fileEndpoint } from '../../publish/files.ts';

export const { getStaticPaths, GET } = fileEndpoint('charts/', '.csv');
