import { offlineEndpoint } from '../../publish/offline/offline.ts';

export const GET = offlineEndpoint('html');
