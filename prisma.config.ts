import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // `generate` needs no database; everything else is run through `npm run db`, which provides one.
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/none' },
})
