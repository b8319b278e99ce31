import { execFileSync } from 'node:child_process'
import { ROOT } from '../project.ts'
import { listBundled } from './licences.ts'
import { listShippedPackages } from './shipped-packages.ts'

interface Component {
  name: string
  version: string
  'bom-ref': string
}

interface Bom {
  components: Component[]
  dependencies: { ref: string; dependsOn?: string[] }[]
  metadata: { component: Component }
}

/**
 * The bill of materials of a package, in CycloneDX: npm's own, without the developers' tools. The hub's packages, those built
 * into the page, and Electron.
 */
export function makeSbom(): Bom {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const said = execFileSync(npm, ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  const bom = JSON.parse(said.toString()) as Bom
  const shipped = new Set([
    ...listShippedPackages().map(({ name, version }) => `${name}@${version}`),
    ...listBundled().map(({ name, version }) => `${name}@${version}`),
  ])
  const isShipped = ({ name, version }: Component): boolean =>
    shipped.has(`${name}@${version}`) || name === 'electron'
  const components = bom.components.filter(isShipped)
  const refs = new Set([...components, bom.metadata.component].map((component) => component['bom-ref']))
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }))
  return { ...bom, components, dependencies }
}
