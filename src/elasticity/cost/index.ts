export { addUp, breakDownCost, cumulate, type CostBreakdown, type CostGroup, type CostRest } from './breakdown';
export { budgetForSpan, hoursLeftInMonth, onlyWholeMonth, utcMonth } from './calendar';
export { formatUsd } from './money';
export {
  compareWithBudget,
  monthOutlook,
  projectMonthEnd,
  type BudgetOutlook,
  type BudgetVerdict,
  type MonthOutlook,
  type MonthSeries,
} from './outlook';
