import type { Act, Journey } from './schema'

/** A journey as a page of the docs, from the definition that the presenter and the browser tests use. */
export function printJourney(journey: Journey): string {
  const steps = journey.steps.map((step, i) =>
    [
      `## ${i + 1}. ${step.title}`,
      `> ${step.line}`,
      step.acts.map((act) => `- ${actWords(act)}`).join('\n'),
      `Ends at \`${step.at}\`. Expect: ${step.see.map((words) => `“${words}”`).join(', ')}.${
        step.gone?.length ? ` Gone: ${step.gone.map((words) => `“${words}”`).join(', ')}.` : ''
      }`,
    ].join('\n\n'),
  )
  return [
    `# ${journey.title}`,
    journey.about,
    'Printed from `lib/demo/journeys`; `npm run test:unit -- -u` prints it again.',
    ...steps,
    '',
  ].join('\n\n')
}

function actWords(act: Act): string {
  switch (act.do) {
    case 'arrive':
      return `Starts afresh and arrives at \`${act.path}\`, from ${act.country}`
    case 'open':
      return `Opens \`${act.path}\``
    case 'add':
      return `Adds \`${act.product}\` in ${act.colour}, size ${act.size}`
    case 'order':
      return `Checks out as ${act.name} with the test card ${act.card}`
    case 'return':
      return `Returns ${act.days} days later on another browser and signs in`
    case 'write':
      return `${act.hours} hours pass, and the shop runs its messages`
    case 'read':
      return 'Opens the newest message of her inbox'
    case 'follow':
      return `Follows its link, which leads to \`${act.path}\``
    case 'become-staff':
      return `The house’s own account opens \`${act.path}\``
  }
}
