import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const RENDERER = join(import.meta.dirname, '../../../renderer')

/** A file of the desk's page, read as code. */
export interface PageSource {
  /** Its path below `renderer`. */
  path: string
  tree: ts.SourceFile
}

/** Every file of the page that is code, without its tests. */
export function pageSources(): PageSource[] {
  return globSync('**/*.{ts,tsx}', { cwd: RENDERER })
    .filter((path) => !/\.test\.tsx?$|(^|\/)testing\//.test(path))
    .map((path) => ({ path, tree: parseSource(path, readFileSync(join(RENDERER, path), 'utf8')) }))
}

export function parseSource(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
}

/** The style sheets of the page, by their paths below `renderer`. */
export function pageStyles(): { path: string; text: string }[] {
  return globSync('**/*.css', { cwd: RENDERER }).map((path) => ({
    path,
    text: readFileSync(join(RENDERER, path), 'utf8'),
  }))
}

/** Visits a node and all that is in it. */
export function visitAll(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => visitAll(child, visit))
}

/** Where a node stands, as editors name it. */
export function placeOf({ path, tree }: PageSource, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
