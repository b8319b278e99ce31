import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../project.ts'
import { preparePackage, runBuilder, writeSbom } from './builder.ts'
import { fileList, readTree, type PackedTree, type Target } from './packed-tree.ts'
import { writeHubFolder } from './hub-folder.ts'
import { tryHub, tryPackedHub } from './packed-hub.ts'
import { writeStandinDist } from './standin-dist.ts'
import { TREE_CHECKS } from './tree-checks.ts'

/**
 * `npm run package:check`: packs the app for Linux and Windows around a stand-in for Electron, and looks at what came out. What
 * only the real Electron can show (that it starts, that the fuses bite) is for the release workflow.
 */

const REPORTS = join(ROOT, 'test-results/packages')

/** How electron-builder calls the folder of a tree. */
const FOLDERS: Record<Target, string> = { linux: 'linux-unpacked', win32: 'win-unpacked' }
const BUILDER_OPTIONS: Record<Target, string> = { linux: '--linux', win32: '--win' }

let failed = 0

function report(what: string, problems: readonly string[]): void {
  if (problems.length > 0) failed += 1
  process.stdout.write(`${problems.length === 0 ? 'holds' : 'FAILS'}  ${what}\n`)
  for (const problem of problems.slice(0, 20)) process.stdout.write(`         ${problem}\n`)
}

function pack(target: Target, scratch: string): PackedTree {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string
  }
  const [dist, output] = [join(scratch, `electron-${target}`), join(scratch, 'packed')]
  writeStandinDist(dist, target, version)
  const config = [`-c.electronDist=${dist}`, `-c.directories.output=${output}`, '-c.win.signExecutable=false']
  if (runBuilder([BUILDER_OPTIONS[target], 'dir', '--x64', '--publish', 'never', ...config]) !== 0) {
    throw new Error(`electron-builder could not pack for ${target}.`)
  }
  return readTree(target, join(output, FOLDERS[target]))
}

async function check(tree: PackedTree): Promise<void> {
  for (const [what, look] of Object.entries(TREE_CHECKS)) report(`${tree.target}: ${what}`, await look(tree))
  writeFileSync(join(REPORTS, `${tree.target}-files.txt`), fileList(tree))
}

async function main(): Promise<void> {
  mkdirSync(REPORTS, { recursive: true })
  await preparePackage()
  report('the bill of materials names all that is shipped', writeSbom(REPORTS))
  const scratch = mkdtempSync(join(tmpdir(), 'frontdesk-package-'))
  try {
    const linux = pack('linux', scratch)
    await check(linux)
    report(
      'linux: the packed hub serves a check-in and the page, on plain Node',
      await tryPackedHub(linux, scratch),
    )
    const alone = join(scratch, 'hub')
    writeHubFolder(alone)
    report(
      'a server’s hub, without the shell, serves the same',
      await tryHub(alone, join(scratch, 'hub-data')),
    )
    const before = fileList(linux)
    const again = fileList(pack('linux', scratch))
    report(
      'linux: packed again it is the same, file by file',
      before === again ? [] : ['the file lists differ'],
    )
    await check(pack('win32', scratch))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  process.exitCode = failed === 0 ? 0 : 1
}

await main()
