import { describeSystem } from '../describeSystem';

describeSystem('langflow');
