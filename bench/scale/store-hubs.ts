import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { adopt, exitOf, killChild } from '../../scripts/child.ts'
import type { DoneOf, Order, StoreHubJob } from './store-job.ts'

const PROGRAM = fileURLToPath(new URL('store-hub.ts', import.meta.url))

/** A hub without sockets, in a process of its own. */
export interface StoreHub {
  /** Resolves when it is done; rejects where the process has ended, which has said why on stderr. */
  order: <Asked extends Order>(asked: Asked) => Promise<DoneOf<Asked>>
  stop: () => Promise<void>
}

export async function startStoreHub(job: StoreHubJob): Promise<StoreHub> {
  const child = fork(PROGRAM, [JSON.stringify(job)])
  adopt(child)
  const ended = exitOf(child).then(() => {
    throw new Error('A hub without sockets could not do its work.')
  })
  // Said to whoever waits for it.
  ended.catch(() => undefined)
  const message = async (): Promise<unknown> =>
    ((await Promise.race([once(child, 'message'), ended])) as unknown[])[0]
  await message()
  return {
    async order(asked) {
      const done = message()
      child.send(asked)
      return (await done) as DoneOf<typeof asked>
    },
    // Nothing of it is needed any more: no data are looked at afterwards that it has not committed.
    stop: () => killChild(child),
  }
}
