import { expect, it, describe } from 'vitest'
import { verify } from '../../../scripts/verify/verify.ts'
import { Heard, runScript, type Ran } from '../../support/hub/command-line.ts'
import { startHub } from '../../support/hub/hub.ts'

const asked = (url: string, token: string): string[] => ['--url', url, '--token', token]

/** What `npm run verify` does, in this process. */
async function verifyHere(args: readonly string[]): Promise<Ran> {
  const [out, err] = [new Heard(), new Heard()]
  const code = await verify(args, { out, err })
  return { code, out: out.text, err: err.text }
}

describe('npm run verify', () => {
  it('finds that everything holds at our hub', async () => {
    const hub = await startHub({ demo: '30' })
    const ran = await runScript('scripts/verify.ts', asked(hub.ws, await hub.token()))
    expect(ran.out).not.toContain('FAILS')
    expect(ran.out).toContain('16 of 16 hold.')
    expect(ran.code).toBe(0)
  })

  it('exits 2 with a sentence where there is no server or no right', async () => {
    const nowhere = await verifyHere(asked('ws://127.0.0.1:9/ws/checkins/', 'x'))
    expect(nowhere).toMatchObject({ code: 2, out: '' })
    expect(nowhere.err.trim().split('\n')).toHaveLength(1)
    const hub = await startHub({ demo: '30' })
    const viewer = await verifyHere(asked(hub.ws, await hub.token('viewer')))
    expect(viewer.err).toContain('No member was found who may come in')
    expect(viewer.code).toBe(2)
  })

  it('exits 2 with its usage where it is not told what to check', async () => {
    const ran = await verifyHere(['--url', 'http://127.0.0.1/'])
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage:') as string })
  })

  it('exits 1 and says what fails at a server that is not as the document has it', async () => {
    // Too few for a token in a frame, enough for everything else that is said before sign-in.
    const hub = await startHub({ demo: '30', limit: ['maxFrameBytesBeforeSignIn=100'] })
    const { code, out } = await verifyHere(asked(hub.ws, await hub.token()))
    expect(out.match(/^FAILS .*/gm)).toEqual([expect.stringContaining('document  authenticate by message')])
    expect(out).toContain('15 of 16 hold.')
    expect(code).toBe(1)
  })
})
