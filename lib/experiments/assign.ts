import { hash } from 'node:crypto'
import { HOLDOUT, type Experiment } from './schema'

/** Who is held out is decided by this salt, in every experiment and for good: it must never change. */
export const HOLDOUT_SALT = 'sorento-holdout'

/** 52 bits: as many hex digits of the hash as a double holds exactly. */
const DIGITS = 13

/** A number from 0 up to, not including, 1, that this salt gives this subject always: uniform over subjects (SHA-256). */
export const uniformOf = (salt: string, subject: string): number =>
  Number.parseInt(hash('sha256', `${salt} ${subject}`).slice(0, DIGITS), 16) / 16 ** DIGITS

/** Whether a subject is of the `share` that is held out of everything. A larger share adds people and frees nobody. */
export const isHeldOut = (share: number, subject: string): boolean =>
  share > 0 && uniformOf(HOLDOUT_SALT, subject) < share

/**
 * The arm of a subject: always the same, whoever asks, whenever, and whatever else is known of them. To be called before
 * anything branches on what the shopper is or did.
 * @returns the arm's key; `HOLDOUT` for who is held out of everything; null for who does not take part
 */
export function armOf(experiment: Experiment, subject: string): string | null {
  const { arms, salt, share, holdout } = experiment
  if (isHeldOut(holdout, subject)) return HOLDOUT
  // Another salt than the arm's: who takes part says nothing of the arm.
  if (share < 1 && uniformOf(`${salt}/share`, subject) >= share) return null
  const at = uniformOf(salt, subject)
  let end = 0
  for (const arm of arms) {
    end += arm.share
    if (at < end) return arm.key
  }
  // Shares that sum to 1 but for a rounding: what is left is the last one's.
  return arms.at(-1)?.key ?? null
}

/** What a slot does for a subject, and whether an exposure there counts. */
export type Placement = {
  /** The arm to show: the control for who is held out, does not take part, or comes at another time. */
  arm: string
  by: 'assigned' | 'held-out' | 'not-in' | 'not-running' | 'forced'
  /** Whether what is shown shall be logged as this experiment's exposure. */
  counted: boolean
}

/**
 * Where a subject stands at a moment. `forced` is the presenter's choice of an arm, which shows it and counts nothing;
 * `HOLDOUT` shows what the held-out see, and an arm that does not exist forces nothing.
 */
export function placementOf(
  experiment: Experiment,
  subject: string,
  { at, forced = null }: { at: Date; forced?: string | null },
): Placement {
  const arm = armOf(experiment, subject)
  const { control } = experiment
  if (forced === HOLDOUT) return { arm: control, by: 'forced', counted: false }
  if (forced !== null && experiment.arms.some(({ key }) => key === forced)) {
    return { arm: forced, by: 'forced', counted: false }
  }
  if (at < experiment.from || at >= experiment.until) return { arm: control, by: 'not-running', counted: false }
  if (arm === HOLDOUT) return { arm: control, by: 'held-out', counted: false }
  if (arm === null) return { arm: control, by: 'not-in', counted: false }
  return { arm, by: 'assigned', counted: true }
}

/** What the permanent holdout is called: the presenter's wish, its slot, and what its experiments' keys begin with. */
export const EVERYTHING = 'everything'

/** Under what the holdout's exposures are logged while this share is held out: by thousandths, "everything-50" for 5%. */
export const holdoutKey = (share: number): string => `${EVERYTHING}-${Math.round(share * 1_000)}`

/** Every key that a share has, the smallest first. */
export const HOLDOUT_KEYS: readonly string[] = Array.from({ length: 999 }, (_, i) => holdoutKey((i + 1) / 1_000))

/** Which share a key of the holdout is about; null for any other key. */
export function shareOfKey(key: string): number | null {
  const at = HOLDOUT_KEYS.indexOf(key)
  return at < 0 ? null : (at + 1) / 1_000
}

/**
 * The permanent holdout as an experiment of its own, so that the same analysis says what all of it together is worth:
 * the arm "generic" is exactly who is held out. Another share is another experiment.
 */
export const holdoutExperiment = (
  share: number,
  rest: Pick<Experiment, 'slot' | 'from' | 'until' | 'metrics' | 'windowDays' | 'tunedFor'>,
): Experiment => ({
  ...rest,
  ...{ key: holdoutKey(share), salt: HOLDOUT_SALT, control: 'generic', share: 1, holdout: 0 },
  arms: [
    { key: 'generic', share },
    { key: 'personal', share: 1 - share },
  ],
})
