import { offlineEndpoint } from '../../publish/offline.ts';

export const GET = offlineEndpoint('epub');
