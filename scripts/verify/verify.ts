import { parseArgs } from 'node:util'
import { CHECKS, readJson, type Subject } from './checks.ts'
import { WireClient } from './client.ts'

const USAGE = `Usage: npm run verify -- --url ws://HOST:PORT/ws/checkins/ --token TOKEN [--member UUID]
Walks through the AV Gym protocol against a server and prints what holds. It checks one member in and out; without
--member it takes the first one that may come in. The token needs a receptionist's rights.`

/** Members that are tried before giving up on finding one who may come in. */
const MEMBERS_TRIED = 25

/** Where the table goes, and what stands in the way of one. */
interface Output {
  out: NodeJS.WritableStream
  err: NodeJS.WritableStream
}

/** Does all checks and resolves with the exit code: 0 where everything holds, 2 where nothing could be checked. */
export async function verify(args: readonly string[], { out, err }: Output): Promise<number> {
  const options = readOptions(args)
  if (!options) {
    err.write(`${USAGE}\n`)
    return 2
  }
  const subject = createSubject(options.url, options.token)
  try {
    subject.memberId = options.member ?? (await findMember(subject))
  } catch (error) {
    err.write(`${sentenceOf(error)}\n`)
    return 2
  }
  let failed = 0
  for (const { part, what, run } of CHECKS) {
    const problem = await run(subject).then(() => null, sentenceOf)
    if (problem !== null) failed += 1
    const verdict = problem === null ? 'holds' : 'FAILS'
    out.write(`${verdict}  ${part.padEnd(8)}  ${what}${problem ? `\n         ${problem}` : ''}\n`)
  }
  out.write(`\n${CHECKS.length - failed} of ${CHECKS.length} hold.\n`)
  return failed === 0 ? 0 : 1
}

function readOptions(
  args: readonly string[],
): { url: string; token: string; member: string | undefined } | null {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args: [...args], options: { url: text, token: text, member: text } })
    const { url, token, member } = values
    return url && token && /^wss?:\/\//.test(url) && URL.canParse(url) ? { url, token, member } : null
  } catch {
    return null
  }
}

function createSubject(url: string, token: string): Subject {
  return {
    url,
    http: new URL('/', url.replace(/^ws/, 'http')).href,
    token,
    memberId: '',
    async open() {
      const client = await WireClient.open(`${url}?token=${encodeURIComponent(token)}`)
      await client.next('initial_stats')
      return client
    },
  }
}

/** A member who may come in and is outside: the first who can be checked in and out. */
async function findMember(subject: Subject): Promise<string> {
  const list = await readJson(new URL('api/members/?page_size=100', subject.http), subject.token)
  const members = (list['results'] as { id: string; status?: string }[]).filter(
    ({ status }) => status === undefined || status === 'active',
  )
  const client = await subject.open()
  for (const { id } of members.slice(0, MEMBERS_TRIED)) {
    client.send({ type: 'check_in', payload: { memberId: id } })
    const reply = await client.next('check_in_success', 'check_in_error')
    if (reply.type !== 'check_in_success') continue
    client.send({ type: 'check_out', payload: { checkInId: reply.payload?.['id'] } })
    await client.next('check_out_success')
    client.close()
    return id
  }
  throw new Error('No member was found who may come in; name one with --member.')
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
