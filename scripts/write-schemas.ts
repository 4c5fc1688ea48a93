/** `npm run schema`: writes data/schema/ from src/dataset/schema.ts. A test holds the two together. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { jsonSchemas } from '../src/dataset/json-schema.ts';

mkdirSync('data/schema', { recursive: true });
for (const [file, text] of jsonSchemas()) writeFileSync(`data/schema/${file}`, text);
