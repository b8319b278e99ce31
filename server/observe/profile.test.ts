import { expect, it } from 'vitest'
import { topFunctions, type CpuProfile } from './profile.ts'

it('functions are listed by the time spent in themselves, summed over every place they were called from', () => {
  const frame = (functionName: string, url = '') => ({
    functionName,
    scriptId: '0',
    url,
    lineNumber: 9,
    columnNumber: 0,
  })
  const profile: CpuProfile = {
    nodes: [
      { id: 1, callFrame: frame('(idle)') },
      { id: 2, callFrame: frame('decodeFrame', 'file:///srv/app/server/protocol/decode.ts') },
      { id: 3, callFrame: frame('decodeFrame', 'file:///srv/app/server/protocol/decode.ts') },
      { id: 4, callFrame: frame('', 'file:///srv/app/server/hub.ts') },
    ],
    startTime: 0,
    endTime: 10_000,
    samples: [1, 2, 3, 4, 2],
    timeDeltas: [1_000, 2_000, 3_000, 500, 1_000],
  }
  expect(topFunctions(profile, 2)).toEqual([
    { name: 'decodeFrame', place: 'server/protocol/decode.ts:10', selfMs: 6 },
    { name: '(idle)', place: '', selfMs: 1 },
  ])
  expect(topFunctions(profile, 9)[2]).toMatchObject({ name: '(anonymous)' })
})
