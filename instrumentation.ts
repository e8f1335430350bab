import type { Instrumentation } from 'next'

/** Warms what the first shopper would wait for: the event log's projections. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { getProjections } = await import('@/lib/ranking/queries')
  await getProjections()
}

/** Every fault that a page could not handle, once, with where it happened. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  const { logFault } = await import('@/lib/core/log')
  logFault('page failed', error, { path: request.path, method: request.method, route: context.routePath })
}
