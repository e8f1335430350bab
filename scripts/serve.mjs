// npm start: serves the production build on PORT (3000) with the configuration of the environment. Prints
// "ready http://localhost:PORT"; a parent process with a channel is told { ready: PORT } and takes us along when it goes.
import { sleep } from './lib/processes.mjs'
import { serve } from './lib/server.mjs'

process.env.NODE_ENV = 'production'
process.env.NEXT_TELEMETRY_DISABLED = '1'

const missing = ['DATABASE_URL', 'AUTH_SECRET', 'COOKIE_SECRET'].filter((name) => !process.env[name])
if (missing.length > 0) {
  console.error(`Not set: ${missing.join(', ')}. See "Configuration" in the README, or run "npm run demo".`)
  process.exit(1)
}

const running = await serve({ port: Number(process.env.PORT || 3000), host: process.env.HOST || undefined }).catch(
  (error) => {
    console.error(error.code === 'EADDRINUSE' ? `Port ${error.port} is in use. Set PORT to another.` : error.message)
    process.exit(1)
  },
)
console.log(`ready http://localhost:${running.port}`)
process.send?.({ ready: running.port })

const stop = async () => {
  await Promise.race([running.stop(), sleep(10_000)])
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
process.on('disconnect', stop)
