import { EVERYTHING, GENERIC, PERSONAL, type Placements } from '@/lib/experiments/placed'
import type { Experiment } from '@/lib/experiments/schema'
import type { Say } from '@/lib/experience/say'
import { nameWords } from '@/lib/studio/results/words'

/** An experiment of which the presenter can show either side. */
export type ArmChoice = {
  key: string
  name: string
  /** The arm that is shown now. */
  shown: string
  /** Whether the presenter chose it: then nothing of it counts. */
  forced: boolean
  arms: readonly string[]
}

type Forced = Readonly<Record<string, string>>

/** What a message's experiment decides is decided where messages are run, which knows of no browser. */
const onPages = ({ slot }: Experiment): boolean => !/^(message\.|campaign:)/.test(slot)

/** The permanent holdout and each live experiment on pages, with the arm that this browser is shown. */
export function armChoices(
  experiments: readonly Experiment[],
  placements: Placements,
  { forced, say }: { forced: Forced; say: Say },
): ArmChoice[] {
  const everything: ArmChoice = {
    ...{ key: EVERYTHING, name: say.t('results.name.everything'), arms: [PERSONAL, GENERIC] },
    shown: placements.generic ? GENERIC : PERSONAL,
    forced: forced[EVERYTHING] !== undefined,
  }
  const others = experiments.filter(onPages).map((experiment): ArmChoice => {
    const { key, slot, control, arms } = experiment
    const placed = placements.bySlot.get(slot)?.find((one) => one.experiment.key === key)
    return {
      ...{
        key,
        name: nameWords({ experiment, from: 'experiment', name: null }, say),
        arms: arms.map((arm) => arm.key),
      },
      shown: placed?.placement.arm ?? control,
      forced: forced[key] !== undefined,
    }
  })
  return [everything, ...others]
}

/**
 * The presenter's wishes with one more, or with one taken back (`arm` null). Null for an experiment that does not run on
 * pages, and for an arm that it does not have.
 */
export function withArm(
  forced: Forced,
  experiments: readonly Experiment[],
  { experiment, arm }: { experiment: string; arm: string | null },
): Forced | null {
  const { [experiment]: _, ...others } = forced
  if (arm === null) return others
  const own = experiments.filter(onPages).find(({ key }) => key === experiment)
  const arms = experiment === EVERYTHING ? [PERSONAL, GENERIC] : (own?.arms.map(({ key }) => key) ?? [])
  return arms.includes(arm) ? { ...others, [experiment]: arm } : null
}
