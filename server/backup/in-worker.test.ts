import { Worker } from 'node:worker_threads'
import { afterEach, expect, it, vi } from 'vitest'
import { runInWorker } from './in-worker.ts'

afterEach(() => vi.restoreAllMocks())

it('a job that is stopped at once is not ended before its thread has loaded SQLite, which would end the process', async () => {
  const terminate = vi.spyOn(Worker.prototype, 'terminate')
  const closing = new AbortController()
  const job = runInWorker('findPageDamage', { database: 'nothing.db' }, closing.signal)
  const ended = expect(job).rejects.toThrow('The hub is closing.')
  closing.abort(new Error('The hub is closing.'))
  expect(terminate).not.toHaveBeenCalled()
  await ended
  expect(terminate).toHaveBeenCalledOnce()
})
