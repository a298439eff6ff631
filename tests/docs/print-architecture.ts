/** `npm run docs`: draws the picture of the folders from the lint rules. */
import { readFileSync, writeFileSync } from 'node:fs';
import { ARCHITECTURE_PAGE, withPicture } from './architecture-picture.ts';

writeFileSync(ARCHITECTURE_PAGE, withPicture(readFileSync(ARCHITECTURE_PAGE, 'utf8')));
