import { expect, it } from 'vitest'
import { createFeed } from '../../../server/channel-layer/feed.ts'
import { openRecentEvents } from '../../../server/commands/recent-events.ts'
import { readMissedEvents } from '../../../server/commands/resume.ts'
import { takeSnapshot } from '../../../server/commands/snapshot.ts'
import type { NamedEvent } from '../../../server/store/event-log.ts'
import { openTestCore } from '../../support/hub/core.ts'

/** A hub's data, with snapshots that go by what its writer commits. */
async function openSnapshots() {
  const core = await openTestCore()
  const { writer } = core
  const feed = createFeed<NamedEvent>({
    ...{ from: writer.counters.seq, readAfter: (seq) => readMissedEvents(core.store.db, seq) },
    failed: (error) => {
      throw error
    },
  })
  writer.addListener({ committed: feed.take })
  const recent = await openRecentEvents({ ...core, feed })
  const ask = () => writer.write((context) => takeSnapshot(context, recent, null))
  return { writer, ask }
}

it('is the same for all who ask in one turn, until something comes in between', async () => {
  const { writer, ask } = await openSnapshots()
  const change = () =>
    writer.write((context) => context.append({ type: 'settings_changed', at: context.now }, {}))
  const [first, second, , third] = await Promise.all([ask(), ask(), change(), ask()])
  expect(second).toBe(first)
  expect(third.seq).toBe(first.seq + 1)
  expect(JSON.parse(third.payload.toString())).toMatchObject({ seq: third.seq, present: [] })
  expect(await ask()).not.toBe(third)
})

it('has what happened before it in the same turn, once', async () => {
  const { writer, ask } = await openSnapshots()
  const refuse = () =>
    writer.write((context) => context.append({ type: 'scan_refused', at: context.now, codeEnd: '4471' }, {}))
  const [, first] = await Promise.all([refuse(), ask(), refuse()])
  const seqs = ({ payload }: { payload: Buffer }): number[] =>
    (JSON.parse(payload.toString()) as { recent: { payload: { seq: number } }[] }).recent.map(
      ({ payload }) => payload.seq,
    )
  expect(seqs(first)).toEqual([1])
  expect(seqs(await ask())).toEqual([1, 2])
})

it('has nothing of what was taken back in the same turn', async () => {
  const { writer, ask } = await openSnapshots()
  const failing = writer.write((context) => {
    context.append({ type: 'scan_refused', at: context.now, codeEnd: '4471' }, {})
    throw new Error('A job that fails.')
  })
  const [failed, taken] = await Promise.all([
    failing.then(
      () => false,
      () => true,
    ),
    ask(),
  ])
  expect(failed).toBe(true)
  expect(JSON.parse(taken.payload.toString())).toMatchObject({ recent: [] })
})
