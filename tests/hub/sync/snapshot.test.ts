import { expect, it } from 'vitest'
import { takeSnapshot } from '../../../server/commands/snapshot.ts'
import { openTestCore } from '../../support/hub/core.ts'

it('is the same for all who ask in one turn, until something comes in between', async () => {
  const core = await openTestCore()
  const ask = () => core.writer.write((context) => takeSnapshot(context, null))
  const change = () =>
    core.writer.write((context) => context.append({ type: 'settings_changed', at: context.now }, {}))
  const [first, second, , third] = await Promise.all([ask(), ask(), change(), ask()])
  expect(second).toBe(first)
  expect(third.seq).toBe(first.seq + 1)
  expect(JSON.parse(third.payloadText)).toMatchObject({ seq: third.seq, present: [] })
  expect(await ask()).not.toBe(third)
})
