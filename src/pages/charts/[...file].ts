import { fileEndpoint } from '../../publish/download/files.ts';

export const { getStaticPaths, GET } = fileEndpoint('charts/');
