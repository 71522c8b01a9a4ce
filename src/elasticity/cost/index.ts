export {
  addUp,
  breakDownCost,
  cumulate,
  runningTimes,
  totalsByGroup,
  type CostBreakdown,
  type CostGroup,
  type CostRest,
  type GroupName,
} from './breakdown';
export { budgetForSpan, hoursLeftInMonth, isWholeMonth, utcMonth } from './calendar';
export { formatUsd } from './money';
export {
  compareWithBudget,
  monthOutlook,
  projectMonthEnd,
  type BudgetOutlook,
  type BudgetsOutlook,
  type BudgetVerdict,
  type MonthOutlook,
  type MonthSeries,
  type WorkloadBudget,
} from './outlook';
