import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { text } from 'node:stream/consumers'
import { exitOf } from './child.ts'
import { ROOT } from './project.ts'

/**
 * What is checked without running the product: `npm run check`, and other scripts that are named after `--` beside it. The longest
 * first, one on each core; what each says is printed whole when it ends. Exit code 1 if any failed.
 */
const CHECKS = [
  // As `npm run lint`, in parts that fill both cores.
  ...['lint:desk', 'lint:rest', 'typecheck', ...process.argv.slice(2), 'format:check'],
  ...['unused', 'rooms', 'size'],
]

async function check(name: string): Promise<void> {
  const startedAt = performance.now()
  const child = spawn('npm', ['run', '--silent', name], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // npm is a script of the shell on Windows.
    shell: process.platform === 'win32',
  })
  const [code, out, err] = await Promise.all([exitOf(child), text(child.stdout), text(child.stderr)])
  if (code !== 0) process.exitCode = 1
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
  process.stdout.write(`== ${name}: ${code === 0 ? 'holds' : 'FAILS'}, ${seconds} s\n`)
  if (code !== 0) process.stdout.write(`${out}${err}\n`)
}

const waiting: string[] = [...CHECKS]

async function takeTurns(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await check(name)
}

await Promise.all(Array.from({ length: availableParallelism() }, takeTurns))
