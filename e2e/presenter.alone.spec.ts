import { JOURNEYS } from '@/lib/demo/journeys'
import { expect, test } from './fixtures'
import { SIZES } from './support/sizes'
import { expectStep, expectStop, stopsOf } from './support/journey'

// The presenter's clock stands at now, so that what a journey does counts for everybody: these have the shop to
// themselves.

for (const journey of JOURNEYS) {
  for (const [size, browser] of Object.entries(SIZES)) {
    test(`${journey.title}, by the presenter's “Next”, on a ${size}`, async ({ open }) => {
      const shopper = await open({ browser })
      const { page } = shopper
      const bar = page.getByRole('region', { name: 'Journey' })
      const steps = journey.steps.length
      const told = page.locator('section').filter({ has: page.getByRole('heading', { name: journey.title }) })
      await page.goto('/demo')
      for (const [index, step] of journey.steps.entries()) {
        await test.step(step.title, async () => {
          for (const stop of stopsOf(step)) {
            if (index === 0) await told.getByRole('button', { name: 'Start', exact: true }).click()
            else await bar.getByRole('button', { name: `Next: ${step.next}` }).click()
            await expectStop(shopper, stop)
            await expect(bar.getByText(`Step ${index + 1} of ${steps}`)).toBeVisible()
          }
          await expect(bar.getByText(`“${step.line}”`)).toBeVisible()
          await expectStep(shopper, step)
          // What the page said is the browser's own by now, and not the action's answer alone.
          if (step.acts.at(-1)?.do === 'open') {
            await page.reload()
            await expectStep(shopper, step)
          }
        })
      }
      await bar.getByRole('button', { name: 'End' }).click()
      await expect(page).toHaveURL('/demo')
      await expect(bar).toBeHidden()
    })
  }

  test(`${journey.title}, gone to its last step at once`, async ({ shopper }) => {
    const { page } = shopper
    const last = journey.steps.length - 1
    await page.goto('/demo')
    const told = page.locator('section').filter({ has: page.getByRole('heading', { name: journey.title }) })
    await told.getByRole('combobox', { name: 'Step to go to' }).selectOption(String(last))
    await told.getByRole('button', { name: 'Go there' }).click()
    await expect(page.getByText(`Step ${last + 1} of ${journey.steps.length}`)).toBeVisible()
    const step = journey.steps[last]
    if (step) await expectStep(shopper, step)
  })
}
