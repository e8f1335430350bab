import path from 'node:path'
import { defineConfig } from 'vitest/config'

const DATABASE_TESTS = '**/*.db.test.ts'

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      'server-only': path.resolve(import.meta.dirname, 'test/empty.ts'),
    },
  },
  test: {
    environment: 'node',
    maxWorkers: 2,
    // A test that hangs still ends; one that only shares the machine with others passes.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    slowTestThreshold: 5_000,
    // The programme's time zone is what counts, never the machine's.
    env: { TZ: 'Pacific/Auckland' },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [
            '{lib,prisma,components,app,messages,test,bench}/**/*.test.{ts,tsx}',
            '{scripts,bench}/**/*.test.mjs',
            'eslint/**/*.test.mjs',
          ],
          exclude: [DATABASE_TESTS, 'node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: [DATABASE_TESTS],
          exclude: ['node_modules/**'],
          globalSetup: 'test/database-server.ts',
          setupFiles: 'test/worker-database.ts',
        },
      },
    ],
  },
})
