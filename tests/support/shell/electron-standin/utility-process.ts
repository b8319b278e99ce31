import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const CHILD_SIDE = new URL('./utility-child.mjs', import.meta.url).href

const running = new Set<UtilityProcess>()

interface ForkOptions {
  stdio?: ('pipe' | 'ignore' | 'inherit')[]
  env?: NodeJS.ProcessEnv
  serviceName?: string
}

/** A child process of Node's with the events and the port of a utility process. */
class UtilityProcess extends EventEmitter {
  pid: number | undefined
  readonly stdout: NodeJS.ReadableStream | null
  readonly stderr: NodeJS.ReadableStream | null
  readonly #child: ChildProcess

  constructor(modulePath: string, given: readonly string[], { stdio, env }: ForkOptions) {
    super()
    const [, stdout = 'inherit', stderr = 'inherit'] = stdio ?? []
    this.#child = fork(modulePath, [...given], {
      stdio: ['ignore', stdout, stderr, 'ipc'],
      execArgv: ['--import', CHILD_SIDE],
      serialization: 'advanced',
      env: env ?? process.env,
    })
    this.pid = this.#child.pid
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.once('exit', (code, signal) => this.#gone(code ?? constants.signals[signal ?? 'SIGKILL']))
    running.add(this)
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send({ data: message })
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }

  #gone(code: number): void {
    running.delete(this)
    this.pid = undefined
    this.emit('exit', code)
  }
}

export const utilityProcess = {
  fork: (modulePath: string, given: readonly string[] = [], options: ForkOptions = {}) =>
    new UtilityProcess(
      modulePath.startsWith('file:') ? fileURLToPath(modulePath) : modulePath,
      given,
      options,
    ),
}

/** Ends what is still running, as Electron does when the app exits. */
export function endUtilityProcesses(): void {
  for (const one of running) if (one.pid !== undefined) process.kill(one.pid, 'SIGKILL')
}
