import type { Instrumentation } from 'next'

/** Warms what the first shopper would wait for, and starts what goes on beside the pages. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const [{ getProjections }, { startSweeping }] = await Promise.all([
    import('@/lib/ranking/queries'),
    import('@/lib/flows/sweep'),
  ])
  startSweeping()
  await getProjections()
}

/** Every fault that a page could not handle, once, with where it happened. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { logFault } = await import('@/lib/core/log')
  logFault('page failed', error, { path: request.path, method: request.method, route: context.routePath })
}
