import { no, promise, yes, type RelationBranch, type RelationVoice } from './block'
import { atRisk, repeat, vip } from './clients'
import { relationSteps, type RelationData } from './data'
import type { Workflow } from './engine'
import { nearTier, oneTimer } from './next-order'
import type { Relation, RelationInput } from './schema'

/** Nothing is told of a relationship when personalisation is off; what was earned is told as to everybody. */
const off: RelationBranch = {
  name: 'off',
  when: ({ allowed }, { say: { t } }) => (allowed ? no(t('reason.relation.on')) : yes(t('reason.relation.off'))),
  output: promise,
}

/** The same for who is held out, or in an arm of an experiment that shows it so: what anybody is shown. */
const generic: RelationBranch = {
  name: 'generic',
  when: (data, { say: { t } }) =>
    data.generic ? yes(t('reason.relation.generic')) : no(t('reason.relation.generic.no')),
  output: promise,
}

/** Nobody's yet: the programme's promise. */
const prospect: RelationBranch = {
  name: 'prospect',
  when: (_, { say: { t } }) => yes(t('reason.relation.none')),
  output: promise,
}

/** What the shop says of a relationship, in the order in which its branches are asked. */
export const relationWorkflow: Workflow<RelationInput, RelationData, RelationVoice, Relation> = {
  data: relationSteps,
  branches: [off, generic, atRisk, vip, nearTier, oneTimer, repeat, prospect],
}
