import type { Page } from 'playwright-core'

/**
 * Those of these names that somewhere on the page cannot be read whole, each with where: cut off by something around it or by the window,
 * an ellipsis included. What has scrolled away and a row that is left out as a whole are not.
 */
export function cutNames(page: Page, names: readonly string[]): Promise<string[]> {
  return page.evaluate((wanted) => {
    const SLACK_PX = 1.5
    const cut: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const name = node.textContent?.trim() ?? ''
      const parent = node.parentElement
      if (!wanted.includes(name) || !parent?.checkVisibility({ visibilityProperty: true })) continue
      if (parent.closest('.ui-unseen, [role=status]')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      if (!isWhole(parent, range.getBoundingClientRect())) cut.push(`${parent.className}: ${name}`)
    }
    return cut

    function isWhole(parent: Element, words: DOMRect): boolean {
      for (let each: Element | null = parent; each; each = each.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(each)
        if (/auto|scroll/.test(overflowX + overflowY)) return true
        const box = each.getBoundingClientRect()
        const isLeftOut = words.left >= box.right || words.right <= box.left
        if (each.matches('.activity__rows') && isLeftOut) return true
        if (overflowX !== 'visible' && !isWithin(words, box)) return false
      }
      return isWithin(words, new DOMRect(0, 0, innerWidth, innerHeight))
    }

    function isWithin(words: DOMRect, box: DOMRect): boolean {
      const isAcross = words.left >= box.left - SLACK_PX && words.right <= box.right + SLACK_PX
      return isAcross && words.top >= box.top - SLACK_PX && words.bottom <= box.bottom + SLACK_PX
    }
  }, names)
}
