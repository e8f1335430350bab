// @ts-check

/** The programmes of lib/loyalty/presets that the demo can be shown with; the first is its own. */
export const PROGRAMS = ['sorento', 'classic']

/**
 * What a start of the demo is asked for: "--reset", "--program NAME" or "--program=NAME".
 *
 * @param {readonly string[]} args
 * @returns {{ reset: boolean, program: string }}
 * @throws {Error} for anything else; the message says what there is
 */
export function demoArguments(args) {
  let reset = false
  let program = PROGRAMS[0] ?? ''
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? ''
    if (argument === '--reset') reset = true
    else if (argument === '--program') program = known(args[++i])
    else if (argument.startsWith('--program=')) program = known(argument.slice('--program='.length))
    else throw new Error(`I do not know "${argument}". There are --reset and --program NAME.`)
  }
  return { reset, program }
}

/** @param {string | undefined} name */
function known(name) {
  if (name !== undefined && PROGRAMS.includes(name)) return name
  const there = `There are: ${PROGRAMS.join(', ')}.`
  throw new Error(name ? `There is no programme "${name}". ${there}` : `--program asks for a name. ${there}`)
}
