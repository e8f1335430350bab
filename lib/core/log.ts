import 'server-only'

/**
 * One line of JSON on standard error for something that is broken. Callers log where they degrade, once, with what an
 * engineer needs to find the case; never personal data beyond ids.
 */
export function logFault(what: string, error: unknown, context: Readonly<Record<string, unknown>> = {}): void {
  const detail = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) }
  console.error(JSON.stringify({ level: 'error', what, at: new Date().toISOString(), ...context, error: detail }))
}
