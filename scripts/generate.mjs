// npm run generate: makes the database client where it is missing or old. The scripts that need it run this first; an
// install script would break installs that have only package.json at hand, as in a container build.
import { ensureClient } from './lib/prisma-cli.mjs'

if (await ensureClient()) console.log('Made the database client in lib/generated/prisma.')
