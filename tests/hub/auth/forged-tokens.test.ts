import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSocket, type TestDesk } from '../../support/client/desk.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { forgedTokens, unclearRefreshTokens } from '../../hostile/support/forged-tokens.ts'
import { hashOfRows } from '../../hostile/support/inside.ts'

const vectorsOf = (hub: TestHub, make = forgedTokens) =>
  make(readFileSync(join(hub.folder, 'jwt-secret'), 'utf8'), Math.floor(Date.now() / 1000))

/** What a socket was told until it was closed. */
async function toldBy(desk: TestDesk): Promise<string> {
  const { code, reason } = await desk.closed
  return `${JSON.stringify(desk.frames)} ${code} ${reason}`
}

const REFUSED =
  '[{"type":"error","message":"The token is not valid.","payload":{"message":"The token is not valid.",' +
  '"code":"authentication_failed","retryable":false}}] 4001 authentication_failed'

/** Tells which token got another answer than all should get. */
async function otherwise(
  hub: TestHub,
  expected: string,
  ask: (token: string) => Promise<string>,
  vectors = vectorsOf(hub),
): Promise<string[]> {
  const others: string[] = []
  for (const [what, token] of vectors) {
    const told = await ask(token)
    if (told !== expected) others.push(`${what}: ${told}`)
  }
  return others
}

const NOT_VALID = '401 authentication_failed The token is not valid.'
const refreshAt = (hub: TestHub, path: string) => async (token: string) => {
  const body = JSON.stringify({ refresh: token })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(new URL(path, hub.http), { method: 'POST', headers, body })
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  return `${response.status} ${error.code} ${error.message}`
}

describe('a forged token', () => {
  it('is one of at least sixty', async () => {
    const vectors = vectorsOf(await startHub())
    expect(new Set(vectors.map(([, token]) => token)).size).toBeGreaterThanOrEqual(60)
  })

  it('is refused in a frame, always with the same words, and changes nothing', async () => {
    const hub = await startHub()
    const rows = await hashOfRows(hub)
    const others = await otherwise(hub, REFUSED, async (token) => {
      const desk = await openSocket(hub.ws)
      desk.send({ type: 'authenticate', payload: { token } })
      return toldBy(desk)
    })
    expect(others).toEqual([])
    expect(await hashOfRows(hub)).toBe(rows)
  })

  it('is refused in the address, always with the same words', async () => {
    const hub = await startHub()
    const others = await otherwise(hub, REFUSED, async (token) =>
      toldBy(await openSocket(`${hub.ws}?token=${encodeURIComponent(token)}`)),
    )
    expect(others).toEqual([])
  })

  it('is refused over HTTP, always with the same words', async () => {
    const hub = await startHub()
    const expected =
      '401 {"error":{"code":"authentication_failed","message":"The token is not valid."},"detail":"The token is not valid."}'
    const others = await otherwise(hub, expected, async (token) => {
      // What cannot be in a header at all never reaches the hub.
      if (/[^\x21-\x7e]/.test(token)) return expected
      const headers = { authorization: `Bearer ${token}` }
      const response = await fetch(new URL('api/auth/me/', hub.http), { headers })
      return `${response.status} ${await response.text()}`
    })
    expect(others).toEqual([])
  })

  it('is refused where tokens are refreshed, always with the same words', async () => {
    const hub = await startHub({ limit: ['signInAttemptsPerMinute=100000'] })
    for (const path of ['api/v1/token/refresh', 'api/auth/token/refresh/']) {
      const others = await otherwise(hub, NOT_VALID, refreshAt(hub, path))
      // A refresh token that is signed as it should be but was never given out has ended, as those have that were.
      expect(others.filter((other) => !other.startsWith('token_type "refresh"'))).toEqual([])
    }
  })
})

describe('a refresh token that is signed as it should be and not plain', () => {
  it('is refused for its form, before anybody looks whether it was given out', async () => {
    const hub = await startHub({ limit: ['signInAttemptsPerMinute=100000'] })
    for (const path of ['api/v1/token/refresh', 'api/auth/token/refresh/']) {
      const vectors = vectorsOf(hub, unclearRefreshTokens)
      expect(await otherwise(hub, NOT_VALID, refreshAt(hub, path), vectors)).toEqual([])
    }
  })
})

describe('a forged desk token', () => {
  it('is refused, always with the same words', async () => {
    const hub = await startHub()
    const told = new Set<string>()
    for (const deskToken of [
      'x',
      "' or 1=1 --",
      '%',
      '\u0000',
      'A'.repeat(43),
      'A'.repeat(2_000),
      '__proto__',
    ]) {
      const desk = await openSocket(hub.ws)
      desk.send({ type: 'authenticate', payload: { deskToken } })
      told.add(await toldBy(desk))
    }
    expect([...told]).toHaveLength(1)
    expect([...told][0]).toContain('4001 authentication_failed')
  })
})

describe('a secret in the data folder', () => {
  it.each(['', 'short'])(
    '(row 75) of %j signs nothing: the hub says what to do and does not start',
    async (secret) => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'jwt-secret'), secret)
      await expect(startHub({ data: folder })).rejects.toThrow('Delete it to make a new one')
    },
  )
})
