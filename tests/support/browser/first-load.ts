import { posix } from 'node:path'
import ts from 'typescript'
import type { PageSource } from './page-sources.ts'

/** The modules that a desk loads first: all that the page's entry imports, but for what is imported when it is wanted. */
export function firstLoadOf(sources: readonly PageSource[]): PageSource[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const first = new Set<PageSource>()
  const add = (path: string): void => {
    const source = byPath.get(path)
    if (!source || first.has(source)) return
    first.add(source)
    for (const imported of importsOf(source)) add(posix.join(posix.dirname(path), imported))
  }
  add('main.tsx')
  return [...first]
}

/** What a module imports as it starts, types left out. */
function importsOf({ tree }: PageSource): string[] {
  return tree.statements.flatMap((statement) => {
    const isImport =
      ts.isImportDeclaration(statement) && statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword
    const isExport = ts.isExportDeclaration(statement) && !statement.isTypeOnly
    const from = isImport || isExport ? statement.moduleSpecifier : undefined
    return from && ts.isStringLiteral(from) ? [from.text] : []
  })
}
