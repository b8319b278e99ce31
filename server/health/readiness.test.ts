import { expect, it } from 'vitest'
import { DRAINING, readinessOf } from './readiness.ts'
import { STORAGE_UNAVAILABLE } from './storage.ts'

it.each([
  ['nothing wrong', [], true, 'ready'],
  ['a database that is away for all', [STORAGE_UNAVAILABLE], true, 'ready'],
  ['a disk of its own that takes nothing', [STORAGE_UNAVAILABLE], false, 'unready'],
  ['a clock that was set, on a machine of several', ['clock_suspect'], true, 'ready'],
  ['a database that is another than it was', ['database_gone'], true, 'unready'],
  ['a trouble of its own beside that of all', [STORAGE_UNAVAILABLE, 'clock_apart'], true, 'unready'],
  ['desks to send away, whatever else', [DRAINING, 'clock_apart'], true, 'draining'],
])('a hub with %s', (_what, codes, isDatabaseShared, readiness) => {
  const problems = codes.map((code) => ({ code, sentence: '' }))
  expect(readinessOf(problems, isDatabaseShared)).toBe(readiness)
})
