import { describe, expect, it } from 'vitest'
import { sharedHub } from '../../support/hub/shared-hub.ts'

/** Whoever has no token yet is asked for what proves them: guessing at it is limited by the address that it comes from. */

/** Addresses that count together: guesses at a password are not more for being spread over three of them. */
const COUNTED_TOGETHER = [
  ['/api/v1/token', '/api/v1/token/pin', '/api/auth/token/'],
  ['/api/v1/token/refresh', '/api/auth/token/refresh/', '/api/v1/sign-out', '/api/v1/desk/people'],
  ['/api/v1/approvals', '/api/v1/kiosk/leave'],
  ['/api/v1/set-up'],
  ['/api/v1/term'],
]
const LIMITED = COUNTED_TOGETHER.flat()

const A_MINUTE = 30

const hub = sharedHub({ 'behind-proxy': ['127.0.0.1'] })

/** Nobody’s attempt, from an address of its own for each test. */
async function attempt(path: string, from: string): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': from }
  const answer = await fetch(new URL(path, hub().http), { method: 'POST', headers, body: '{}' })
  await answer.arrayBuffer()
  return answer.status
}

describe('attempts', () => {
  it.each(LIMITED.map((path, index) => [path, `198.51.100.${index + 1}`]))(
    'at %s are thirty a minute of one address; those of another are heard',
    async (path, from) => {
      const told = await Promise.all(Array.from({ length: A_MINUTE + 1 }, () => attempt(path, from)))
      expect(told.filter((status) => status === 400)).toHaveLength(A_MINUTE)
      expect(told.filter((status) => status === 429)).toHaveLength(1)
      expect(await attempt(path, from.replace('198.51.100', '203.0.113'))).toBe(400)
    },
  )

  it.each(COUNTED_TOGETHER.map((paths, index) => [paths, `192.0.2.${index + 1}`] as const))(
    'at %j count together',
    async (paths, from) => {
      const spread = Array.from({ length: A_MINUTE }, (_, index) => paths[index % paths.length]!)
      await Promise.all(spread.map((path) => attempt(path, from)))
      for (const path of paths) expect(await attempt(path, from)).toBe(429)
    },
  )

  it('are limited wherever a body is taken from whoever has no token', async () => {
    const { paths } = (await (await hub().fetch('api/v1/openapi.json')).json()) as {
      paths: Record<string, { post?: { security?: object[] } }>
    }
    const open = Object.entries(paths)
      .filter(([, { post }]) => post?.security?.length === 0)
      .map(([path]) => path)
    expect(open.sort()).toEqual([...LIMITED].sort())
  })
})
