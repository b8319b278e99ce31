import { once } from 'node:events'
import { constants, getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

const MODULE = new URL('./give-way.ts', import.meta.url).href

it.skipIf(process.platform !== 'linux')('a thread that gives way does so alone', async () => {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads')
     const { basename } = require('node:path')
     import(${JSON.stringify(MODULE)}).then(({ giveWay }) => {
       giveWay()
       parentPort.postMessage(Number(basename(require('node:fs').readlinkSync('/proc/thread-self'))))
     })
     parentPort.on('message', () => process.exit())`,
    { eval: true },
  )
  const [thread] = (await once(worker, 'message')) as [number]
  expect(getPriority(thread)).toBe(constants.priority.PRIORITY_BELOW_NORMAL)
  expect(getPriority(process.pid)).toBe(0)
  await worker.terminate()
})
