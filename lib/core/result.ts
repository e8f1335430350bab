/** What an action answers: a value, or a fault in words that tell the person what to do. */
export type Result<T, Fault = { message: string }> = { ok: true; value: T } | { ok: false; fault: Fault }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const fail = <F>(fault: F): { ok: false; fault: F } => ({ ok: false, fault })
