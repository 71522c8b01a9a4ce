import { describeSystem } from '../describeSystem';

describeSystem('chatchat');
