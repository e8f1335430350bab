/** Session neighbours: which item comes next, from sessions like the running one. docs/ranking-sessions.md */
export { addSessionEvent, type SessionEvent } from './append'
export {
  ALGORITHM_NAMES,
  DEFAULT_ALGORITHM,
  predictNext,
  type AlgorithmName,
  type Predicted,
  type PredictOptions,
} from './predict'
export { type FusedSettings } from './fused'
export { FUSED as FUSED_SETTINGS, LIMITS as SESSION_LIMITS, type SessionLimits } from './settings'
export { createSessionIndex, type SessionIndex } from './store'
