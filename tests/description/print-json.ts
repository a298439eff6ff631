/** `npm run docs`: writes the description as JSON, beside the YAML that it is made from. */
import { writeFileSync } from 'node:fs';
import { descriptionAsJson } from './description-json.ts';

writeFileSync(new URL('../../contracts/session/openapi.json', import.meta.url), descriptionAsJson());
