export { once } from '../shared/once.ts';
