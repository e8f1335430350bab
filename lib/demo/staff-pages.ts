/** Pages of the studio that the presenter leads to: all results, the one whose past is simulated, every message. */
export const STAFF_PAGES = ['results', 'simulated', 'outbox'] as const
export type StaffPage = (typeof STAFF_PAGES)[number]

/** Where a page of the studio is; all results where no past is simulated. */
export const staffPath = (page: StaffPage, simulated: string | null): string => {
  if (page === 'outbox') return '/studio/outbox'
  return page === 'simulated' && simulated ? `/studio/results/${simulated}` : '/studio/results'
}
