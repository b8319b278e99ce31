import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { killChild } from '../../scripts/child.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A PC of its own on a network that only the test has: a network namespace with one cable. */
export interface NetworkPc {
  name: string
  /** Its address on the network. */
  address: string
  /** A program on this PC, as `spawn` takes it. */
  spawn: (command: string, given: readonly string[], environment?: NodeJS.ProcessEnv) => ChildProcess
  /** Runs a script there to its end and gives what it said. */
  run: (command: string, ...given: string[]) => string
  pullCable: () => void
  plugCable: () => void
  /** Where this machine reaches a port of that PC's own 127.0.0.1. */
  reach: (port: number) => Promise<number>
}

export interface Network {
  addPc: (lastNumber: number) => NetworkPc
}

const ip = (...given: string[]): string => execFileSync('ip', given, { encoding: 'utf8', stdio: 'pipe' })

/** Whether this machine lets us make network namespaces; where not, what needs them is skipped. */
export function canMakeNetworks(): boolean {
  const probe = `fd${process.pid}p`
  try {
    ip('netns', 'add', probe)
    ip('netns', 'del', probe)
    return true
  } catch {
    return false
  }
}

/** A switch with no cable to anywhere else, gone with the test. */
export function makeNetwork(): Network {
  const prefix = `fd${process.pid}`
  const hall = `${prefix}s`
  makeNamespace(hall)
  const inHall = (...given: string[]): string => ip('-n', hall, ...given)
  inHall('link', 'add', 'switch', 'type', 'bridge', 'mcast_snooping', '0')
  inHall('link', 'set', 'switch', 'up')
  return {
    addPc(lastNumber) {
      const name = `${prefix}n${lastNumber}`
      const [cable, socket] = [`c${lastNumber}`, `s${lastNumber}`]
      const address = `10.77.0.${lastNumber}`
      makeNamespace(name)
      inHall('link', 'add', socket, 'type', 'veth', 'peer', 'name', cable, 'netns', name)
      inHall('link', 'set', socket, 'master', 'switch', 'up')
      ip('-n', name, 'address', 'add', `${address}/24`, 'dev', cable)
      ip('-n', name, 'link', 'set', cable, 'up')
      ip('-n', name, 'link', 'set', 'lo', 'up')
      const within = (command: string, given: readonly string[]): string[] => [
        'netns',
        'exec',
        name,
        command,
        ...given,
      ]
      const pc: NetworkPc = {
        name,
        address,
        spawn: (command, given, environment = {}) =>
          spawn('ip', within(command, given), { env: { ...process.env, ...environment } }),
        run: (command, ...given) => ip(...within(command, given)),
        pullCable: () => void inHall('link', 'set', socket, 'down'),
        plugCable: () => void inHall('link', 'set', socket, 'up'),
        reach: (port) => reach(pc, port),
      }
      return pc
    },
  }
}

function makeNamespace(name: string): void {
  ip('netns', 'add', name)
  onTestFinished(() => void ip('netns', 'del', name))
}

/** Files are the same on both sides of a namespace: a socket in a file leads from the one to the other. */
const CARRY = `
  const { connect, createServer } = require('node:net')
  const [path, port] = process.argv.slice(1)
  createServer((one) => {
    const other = connect(Number(port), '127.0.0.1')
    one.pipe(other).pipe(one)
    for (const end of [one, other]) end.on('error', () => { one.destroy(); other.destroy() })
  }).listen(path, () => console.log('carrying'))
`

async function reach(pc: NetworkPc, port: number): Promise<number> {
  const path = join(temporaryFolder(), 'carry')
  const carrier = pc.spawn(process.execPath, ['-e', CARRY, path, String(port)])
  onTestFinished(() => killChild(carrier))
  await new Promise((resolve) => carrier.stdout?.once('data', resolve))
  const server = createServer((one) => {
    const other = connect(path)
    one.pipe(other).pipe(one)
    for (const end of [one, other]) end.on('error', () => [one, other].forEach((each) => each.destroy()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
