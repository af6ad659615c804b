<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ComparisonReport</name>
    <message>
        <source>Comparison of %1</source>
        <translation>对比：%1</translation>
    </message>
    <message>
        <source> with </source>
        <translation> 与 </translation>
    </message>
    <message>
        <source>Written on %1 by %2 %3.</source>
        <translation>%1 由 %2 %3 生成。</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>对比对象</translation>
    </message>
    <message>
        <source>reference of the differences</source>
        <translation>差值的基准</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Descends from</source>
        <translation>来自方案</translation>
    </message>
    <message>
        <source>It answers which variant gives more compute within every limit of floor, feeds, air and coolant, with less space and less power, and what each answer rests on. Every number of the table carries a number in brackets; under that number the part “How the figures came about” states its equation, its inputs with their origin and its assumptions.</source>
        <translation>本报告回答：在楼板、供电、空气和冷却液的各项限值之内，哪个方案以更小的空间和更低的功率提供更多算力，以及每个结论的依据。表中每个数值都带有方括号编号；“数值的由来”一章按该编号给出其公式、输入及出处和假设。</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>对比基准</translation>
    </message>
    <message>
        <source>These differ between the variants; figures that rest on them are not judged unless the table says how they were brought together.</source>
        <translation>以下各项在方案之间不同；依赖它们的数值不作优劣判断，除非表中说明了如何统一。</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>不同项</translation>
    </message>
    <message>
        <source>The same for all</source>
        <translation>各方案相同</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Picture %1: %2</source>
        <translation>图 %1：%2</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Differences are taken against %1. “Better” and “worse” stand only where the last column gives ground for them.</source>
        <translation>差值以 %1 为基准。仅当最后一列给出依据时才标注“更优”和“更差”。</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>%1, difference</source>
        <translation>%1，差值</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>▲ better</source>
        <translation>▲ 更优</translation>
    </message>
    <message>
        <source>▼ worse</source>
        <translation>▼ 更差</translation>
    </message>
    <message>
        <source>How the figures came about</source>
        <translation>数值的由来</translation>
    </message>
    <message>
        <source>Equation:</source>
        <translation>公式：</translation>
    </message>
    <message>
        <source>Note:</source>
        <translation>备注：</translation>
    </message>
    <message>
        <source>Assumptions:</source>
        <translation>假设：</translation>
    </message>
    <message>
        <source>Source:</source>
        <translation>来源：</translation>
    </message>
    <message>
        <source>Judgement:</source>
        <translation>判断：</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>At the compute of the first</source>
        <translation>折算到第一方案的算力</translation>
    </message>
    <message>
        <source>result × compute of the first / own compute</source>
        <translation>结果 × 第一方案算力 / 自身算力</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Differences of the layout</source>
        <translation>布局差异</translation>
    </message>
    <message numerus="yes">
        <source>&lt;b&gt;%1&lt;/b&gt; against %2: %n difference(s).</source>
        <translation>
            <numerusform>&lt;b&gt;%1&lt;/b&gt; 相对于 %2：%n 处差异。</numerusform>
        </translation>
    </message>
    <message>
        <source>What</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>The first %1 of them:</source>
        <translation>其中前 %1 处：</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Figures that rest on it</source>
        <translation>依据它的数值</translation>
    </message>
    <message>
        <source>State of the solution</source>
        <translation>求解状态</translation>
    </message>
    <message>
        <source>Grid of the air</source>
        <translation>空气网格</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Iterations</source>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Residual</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>Worst balance</source>
        <translation>最大不平衡</translation>
    </message>
    <message>
        <source>Solver</source>
        <translation>求解器</translation>
    </message>
    <message>
        <source>Worst object</source>
        <translation>最差对象</translation>
    </message>
    <message>
        <source>Balance (W or kg/s)</source>
        <translation>平衡（W 或 kg/s）</translation>
    </message>
    <message>
        <source>In</source>
        <translation>流入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>流出</translation>
    </message>
    <message>
        <source>What the model leaves out</source>
        <translation>模型未包含的内容</translation>
    </message>
    <message>
        <source>A report compares two variants or more.</source>
        <translation>报告需要对比两个或更多方案。</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>not solved</source>
        <translation>未求解</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>粗</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>细</translation>
    </message>
    <message>
        <source>converged</source>
        <translation>已收敛</translation>
    </message>
    <message>
        <source>not converged</source>
        <translation>未收敛</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>nothing to solve</source>
        <translation>无需求解</translation>
    </message>
    <message>
        <source>Every figure is of one steady state under the conditions above: no start-up, no transient after a failure, no year. A PUE of one state is no annual PUE.</source>
        <translation>所有数值均为上述条件下的一个稳态：不含启动、故障后的瞬态和全年过程。单一工况的 PUE 不是年均 PUE。</translation>
    </message>
    <message>
        <source>The air of a hall is potential flow with transported heat: no jets, no buoyancy, no turbulence. Against computed flow on a like hall the root mean square of rack inlets is 0.9 K, and the order of racks among each other is weak; single racks need measurement or CFD.</source>
        <translation>机房空气为势流加热量输运：不含射流、浮力和湍流。与类似机房的 CFD 结果相比，机柜进风温度的均方根误差为 0.9 K，机柜之间的排序可信度较低；单个机柜需要实测或 CFD。</translation>
    </message>
    <message>
        <source>Power is radial with parallel feeds and balanced phases: no short circuits, no harmonics, no protection. Conductors carry their whole current over their whole length.</source>
        <translation>供电为带并联馈线的辐射网、三相平衡：不含短路、谐波和保护。导体按全长承载全部电流计算。</translation>
    </message>
    <message>
        <source>Coolant loops are steady, with pumps that control the pressure between their own ends: no water hammer, no remote sensor, no fouling.</source>
        <translation>冷却液回路为稳态，泵控制自身进出口压差：不含水锤、远端传感器和结垢。</translation>
    </message>
    <message>
        <source>Heat rejection uses the stated outdoor air everywhere: no recirculation between units, no wind. A chiller on a facility loop is air-cooled.</source>
        <translation>各处散热均采用给定的室外空气：不含机组间回流和风的影响。设施回路上的冷水机组为风冷。</translation>
    </message>
    <message>
        <source>Floor loads are static and spread over the footprint; paths of transport, earthquake and the structure below are not checked.</source>
        <translation>楼板荷载为静载并均布于占地面积；未校核运输路径、地震和下部结构。</translation>
    </message>
    <message>
        <source>Compute is the peak that the equipment types state, or tokens as the user states them; no workload was run. Cost is not part of this comparison.</source>
        <translation>算力为设备类型给出的峰值，或用户给出的 token 数；未运行任何负载。本对比不含成本。</translation>
    </message>
</context>
<context>
    <name>ComparisonText</name>
    <message>
        <source>Equation</source>
        <translation>公式</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>假设</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>ExportScript</name>
    <message>
        <source>difference to the first</source>
        <translation>与第一方案之差</translation>
    </message>
    <message>
        <source>air at %1 m</source>
        <translation>%1 m 高度的空气</translation>
    </message>
    <message>
        <source>The project has one variant; a report compares two or three.</source>
        <translation>项目只有一个方案；报告需要对比两个或三个方案。</translation>
    </message>
    <message>
        <source>No picture of view &apos;%1&apos;: its variant is gone, or there is no OpenGL.</source>
        <translation>视图“%1”没有图片：其方案已不存在，或没有 OpenGL。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>One picture takes one view; name it, or give a folder.</source>
        <translation>一张图片对应一个视图；请指定视图名称，或给出文件夹。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>无法创建文件夹 %1。</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>无法写入 %1。</translation>
    </message>
    <message>
        <source>No view is named &apos;%1&apos;.</source>
        <translation>没有名为“%1”的视图。</translation>
    </message>
    <message>
        <source>The project has no saved views.</source>
        <translation>项目没有保存的视图。</translation>
    </message>
</context>
<context>
    <name>SourceForm</name>
    <message>
        <source>en</source>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>plenum::app::AirPopup</name>
    <message>
        <source>Streamlines</source>
        <translation>流线</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>From tiles and coolers</source>
        <translation>从地板出风口和冷却设备</translation>
    </message>
    <message>
        <source>To and from racks</source>
        <translation>进出机柜</translation>
    </message>
    <message>
        <source>Of the selection</source>
        <translation>所选对象</translation>
    </message>
    <message>
        <source>Paths that the air takes, coloured by its temperature; they are drawn anew when a solution has settled</source>
        <translation>空气的流动路径，按温度着色；求解稳定后重新绘制</translation>
    </message>
    <message>
        <source>Surface at</source>
        <translation>等温面</translation>
    </message>
    <message>
        <source>The surface on which the air has this temperature; 27 °C is the recommended inlet limit</source>
        <translation>空气达到此温度的曲面；27 °C 为推荐进风上限</translation>
    </message>
    <message>
        <source>Temperature of the surface</source>
        <translation>等温面温度</translation>
    </message>
    <message>
        <source>Arrows on the section</source>
        <translation>剖面上的箭头</translation>
    </message>
    <message>
        <source>Direction and speed of the air along the section plane; the longest stand for the fastest air there</source>
        <translation>剖面平面内空气的方向和速度；最长的箭头代表该处最快的空气</translation>
    </message>
    <message>
        <source>The hall air is shown with the temperature overlay.</source>
        <translation>机房空气随温度图层显示。</translation>
    </message>
    <message>
        <source>Arrows need a section.</source>
        <translation>箭头需要先打开剖面。</translation>
    </message>
    <message>
        <source>Warm air as a volume</source>
        <translation>暖空气体渲染</translation>
    </message>
    <message>
        <source>Air is clear at the cold end of the scale and the denser the warmer it is; without a graphics card it slows turning the scene</source>
        <translation>色标冷端的空气透明，越热越浓；没有显卡时转动场景会变慢</translation>
    </message>
</context>
<context>
    <name>plenum::app::AlarmsModel</name>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>%1 s without a value</source>
        <translation>%1 s 无数值</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>已搁置</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Returned, not acknowledged</source>
        <translation>已恢复，未确认</translation>
    </message>
    <message>
        <source>Point: %1</source>
        <translation>测点：%1</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>自 %1</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>严重程度</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>plenum::app::AlarmsPanel</name>
    <message>
        <source>%1 active · %2 unacknowledged</source>
        <translation>%1 条活动 · %2 条未确认</translation>
    </message>
    <message>
        <source>Alarms as they were at %1. Those of the past cannot be acknowledged or shelved; go live to do so.</source>
        <translation>这是 %1 时的报警。历史报警不能确认或搁置；请回到实时。</translation>
    </message>
    <message>
        <source>No alarms: every watched value is within its limits.</source>
        <translation>没有报警：所有监视值均在限值之内。</translation>
    </message>
    <message>
        <source>No source is started: alarms need live values. A recorded history shows its own when a moment of it is chosen in the time bar.</source>
        <translation>没有启动数据源：报警需要实时值。在时间条中选择某一时刻，即可查看历史记录中的报警。</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>The alarms that are chosen (Return)</source>
        <translation>所选报警（回车键）</translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>Shelve 15 min</source>
        <translation>搁置 15 分钟</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>8 h</source>
        <translation>8 小时</translation>
    </message>
    <message>
        <source>Takes the chosen alarms off the list for a time; they are watched on underneath.</source>
        <translation>在一段时间内搁置所选报警；后台仍继续监视。</translation>
    </message>
    <message>
        <source>Shelve 1 h</source>
        <translation>搁置 1 小时</translation>
    </message>
    <message>
        <source>Shelve 8 h</source>
        <translation>搁置 8 小时</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
</context>
<context>
    <name>plenum::app::AreaCurve</name>
    <message>
        <source>Area of case B over the power of a rack place</source>
        <translation>案例 B 的面积随单机位功率的变化</translation>
    </message>
    <message>
        <source>Not computed: an input is refused.</source>
        <translation>未计算：有输入不被接受。</translation>
    </message>
    <message>
        <source>%1 a place, %2 of the power rooms indoors: %3 (%4 … %5)</source>
        <translation>单机位 %1，%2 的电力用房在室内：%3（%4 … %5）</translation>
    </message>
    <message>
        <source>%1 lies within</source>
        <translation>%1 在区间内</translation>
    </message>
    <message>
        <source>%1 lies outside</source>
        <translation>%1 在区间外</translation>
    </message>
    <message>
        <source>Area S, %1</source>
        <translation>面积 S，%1</translation>
    </message>
    <message>
        <source>power rooms indoors</source>
        <translation>室内电力用房比例</translation>
    </message>
    <message>
        <source>Power of a rack place, %1</source>
        <translation>单机位功率，%1</translation>
    </message>
    <message>
        <source>published %1</source>
        <translation>发表值 %1</translation>
    </message>
</context>
<context>
    <name>plenum::app::BindLinesModel</name>
    <message>
        <source>○ Unbound</source>
        <translation>○ 未绑定</translation>
    </message>
    <message>
        <source>▲ Doubtful, used</source>
        <translation>▲ 存疑，已采用</translation>
    </message>
    <message>
        <source>▲ Doubtful, not used</source>
        <translation>▲ 存疑，未采用</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>测点</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>plenum::app::BindingModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>{word} takes one or more characters but &apos;/&apos;</source>
        <translation>{word} 匹配一个或多个除“/”以外的字符</translation>
    </message>
    <message>
        <source>The whole name; groups are {1}, {2} …</source>
        <translation>匹配整个名称；分组为 {1}、{2} …</translation>
    </message>
    <message>
        <source>The exact name</source>
        <translation>精确名称</translation>
    </message>
    <message>
        <source>as the sensor</source>
        <translation>同传感器</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配方式</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>测点</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>物理量</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Highest</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>No value is</source>
        <translation>无值标记</translation>
    </message>
    <message>
        <source>Deadband</source>
        <translation>死区</translation>
    </message>
    <message>
        <source>Stale after, s</source>
        <translation>过期时间，s</translation>
    </message>
</context>
<context>
    <name>plenum::app::CatalogueModel</name>
    <message>
        <source>liquid %1</source>
        <translation>液冷 %1</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
</context>
<context>
    <name>plenum::app::CataloguePanel</name>
    <message>
        <source>Search %1 types</source>
        <translation>搜索 %1 种型号</translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation>搜索设备库</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>设备库</translation>
    </message>
    <message>
        <source>The catalogue is empty.</source>
        <translation>设备库为空。</translation>
    </message>
    <message>
        <source>No type has these words in its name, maker, kind or source.</source>
        <translation>没有名称、厂商、种类或来源含这些词的型号。</translation>
    </message>
</context>
<context>
    <name>plenum::app::CompareView</name>
    <message>
        <source>Variants in 3D</source>
        <translation>三维方案对比</translation>
    </message>
    <message>
        <source>Choose two or three variants to compare.</source>
        <translation>请选择两个或三个方案进行对比。</translation>
    </message>
    <message>
        <source>no results yet</source>
        <translation>尚无结果</translation>
    </message>
    <message>
        <source>Changed objects: %1</source>
        <translation>变更对象：%1</translation>
    </message>
    <message>
        <source>Coarse</source>
        <translation>粗算</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>%1, difference</source>
        <translation>%1，差值</translation>
    </message>
</context>
<context>
    <name>plenum::app::CompareWorkspace</name>
    <message>
        <source>no third variant</source>
        <translation>无第三方案</translation>
    </message>
    <message>
        <source>The basis differs. %1</source>
        <translation>比较基准不同。%1</translation>
    </message>
    <message>
        <source>The project has one variant; nothing to compare.</source>
        <translation>项目只有一个方案，无可比较。</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已收敛</translation>
    </message>
    <message>
        <source>computing</source>
        <translation>计算中</translation>
    </message>
    <message numerus="yes">
        <source>%n pending change(s) against %1</source>
        <translation>
            <numerusform>相对 %1 有 %n 项待定更改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layout difference(s) against %1</source>
        <translation>
            <numerusform>相对 %1 有 %n 处布局差异</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a number of the table: its inputs, equation, source and assumptions are shown here.</source>
        <translation>选择表中的一个数值：此处显示其输入、公式、来源和假设。</translation>
    </message>
    <message>
        <source>Paint the difference</source>
        <translation>着色显示差异</translation>
    </message>
    <message>
        <source>Colour by the overlay&apos;s difference to the first variant; outline what was added, removed, moved or changed</source>
        <translation>按叠加量相对第一方案的差值着色；勾出新增、移除、移动或更改的对象</translation>
    </message>
    <message>
        <source>Basis…</source>
        <translation>基准…</translation>
    </message>
    <message>
        <source>Redundancy, inlet limit, precision and tokens that the comparison rests on</source>
        <translation>比较所依据的冗余、进风限值、精度和词元数</translation>
    </message>
    <message>
        <source>Execute in parent</source>
        <translation>在父方案中执行</translation>
    </message>
    <message>
        <source>Make the selected changes in the parent too; each can be undone alone</source>
        <translation>在父方案中同样执行所选更改；每项可单独撤销</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Take the selected changes back, so that the objects are as in the parent</source>
        <translation>撤回所选更改，使对象与父方案一致</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Layout differences</source>
        <translation>布局差异</translation>
    </message>
    <message>
        <source>Derivation</source>
        <translation>推导</translation>
    </message>
    <message>
        <source>First variant, the reference</source>
        <translation>第一方案（参照）</translation>
    </message>
    <message>
        <source>Second variant</source>
        <translation>第二方案</translation>
    </message>
    <message>
        <source>Third variant</source>
        <translation>第三方案</translation>
    </message>
    <message>
        <source>The same in all: %1 of %2 bases. Conditions: %3</source>
        <translation>全部相同：%2 项基准中的 %1 项。工况：%3</translation>
    </message>
</context>
<context>
    <name>plenum::app::ComparisonInputsPopup</name>
    <message>
        <source>N: works in the normal state</source>
        <translation>N：正常状态下可用</translation>
    </message>
    <message>
        <source>2N: and with either side lost</source>
        <translation>2N：任一侧失去后仍可用</translation>
    </message>
    <message>
        <source>Recommended range of the rack&apos;s class</source>
        <translation>机柜等级的推荐范围</translation>
    </message>
    <message>
        <source>Allowable range of the rack&apos;s class</source>
        <translation>机柜等级的允许范围</translation>
    </message>
    <message>
        <source>All, where they agree</source>
        <translation>全部（精度一致时）</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>Tokens a second for each PFLOPS of peak compute, as you state it. 0: not stated, and no tokens per watt are shown.</source>
        <translation>每 PFLOPS 峰值算力每秒词元数，由您给出。0：未给出，不显示每瓦词元数。</translation>
    </message>
    <message>
        <source>Where the figures come from</source>
        <translation>数据来自何处</translation>
    </message>
    <message>
        <source>Racks must keep</source>
        <translation>机柜须保持</translation>
    </message>
    <message>
        <source>Inlets must stay in</source>
        <translation>进风须处于</translation>
    </message>
    <message>
        <source>Compute counted at</source>
        <translation>算力按精度计</translation>
    </message>
    <message>
        <source>Tokens/s per PFLOPS</source>
        <translation>每 PFLOPS 词元/秒</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
</context>
<context>
    <name>plenum::app::ComparisonModel</name>
    <message>
        <source>Click: how this number came about</source>
        <translation>单击：此数值的由来</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>%1, difference</source>
        <translation>%1，差值</translation>
    </message>
</context>
<context>
    <name>plenum::app::ConditionsPanel</name>
    <message>
        <source>The wet bulb is above the dry bulb: no air is like that. Lower the wet bulb.</source>
        <translation>湿球温度高于干球温度，这样的空气不存在。请降低湿球温度。</translation>
    </message>
    <message>
        <source>Not in this variant</source>
        <translation>不在此方案中</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Weather and hall air</source>
        <translation>气象与机房空气</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>停运设备</translation>
    </message>
    <message>
        <source>Dry bulb</source>
        <translation>干球温度</translation>
    </message>
    <message>
        <source>Outdoor air temperature.</source>
        <translation>室外空气温度。</translation>
    </message>
    <message>
        <source>Wet bulb</source>
        <translation>湿球温度</translation>
    </message>
    <message>
        <source>Outdoor wet-bulb temperature; towers and evaporative units work against it.</source>
        <translation>室外湿球温度；冷却塔和蒸发冷却机组以此为极限。</translation>
    </message>
    <message>
        <source>Altitude</source>
        <translation>海拔</translation>
    </message>
    <message>
        <source>Above sea level; sets the density of the air.</source>
        <translation>相对海平面；决定空气密度。</translation>
    </message>
    <message>
        <source>Hall dew point</source>
        <translation>机房露点</translation>
    </message>
    <message>
        <source>Dew point of the hall air; surfaces below it are wet.</source>
        <translation>机房空气的露点；低于此温度的表面会结露。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Load of racks of this class over their counted power.</source>
        <translation>此类机柜的负载与其计入功率之比。</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>General purpose</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Other loads</source>
        <translation>其他负载</translation>
    </message>
    <message>
        <source>Lighting and offices: facility power that is neither IT, cooling nor loss.</source>
        <translation>照明和办公：既不是 IT、制冷，也不是损耗的设施用电。</translation>
    </message>
    <message>
        <source>Add selection</source>
        <translation>加入所选</translation>
    </message>
    <message>
        <source>Take the selected objects out of service</source>
        <translation>将所选设备停运</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>恢复投运</translation>
    </message>
    <message>
        <source>Put the chosen objects back into service (Delete)</source>
        <translation>将选中的设备恢复投运（Delete）</translation>
    </message>
</context>
<context>
    <name>plenum::app::ConnectionsEditor</name>
    <message>
        <source>Feed 1</source>
        <translation>馈电 1</translation>
    </message>
    <message>
        <source>Feed 2</source>
        <translation>馈电 2</translation>
    </message>
    <message>
        <source>Feed 3</source>
        <translation>馈电 3</translation>
    </message>
    <message>
        <source>Feed 4</source>
        <translation>馈电 4</translation>
    </message>
    <message>
        <source>Feed 5</source>
        <translation>馈电 5</translation>
    </message>
    <message>
        <source>Feed 6</source>
        <translation>馈电 6</translation>
    </message>
    <message>
        <source>TCS inlet</source>
        <translation>TCS 进口</translation>
    </message>
    <message>
        <source>TCS outlet</source>
        <translation>TCS 出口</translation>
    </message>
    <message>
        <source>TCS supply</source>
        <translation>TCS 供液</translation>
    </message>
    <message>
        <source>TCS return</source>
        <translation>TCS 回液</translation>
    </message>
    <message>
        <source>FWS inlet</source>
        <translation>FWS 进口</translation>
    </message>
    <message>
        <source>FWS outlet</source>
        <translation>FWS 出口</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>支管</translation>
    </message>
    <message>
        <source>Hot inlet</source>
        <translation>热侧进口</translation>
    </message>
    <message>
        <source>Hot outlet</source>
        <translation>热侧出口</translation>
    </message>
    <message>
        <source>Cold inlet</source>
        <translation>冷侧进口</translation>
    </message>
    <message>
        <source>Cold outlet</source>
        <translation>冷侧出口</translation>
    </message>
    <message>
        <source>Preferred input</source>
        <translation>主用输入</translation>
    </message>
    <message>
        <source>Alternate input</source>
        <translation>备用输入</translation>
    </message>
    <message>
        <source>AC</source>
        <translation>交流</translation>
    </message>
    <message>
        <source>Select one object to see and change its connections.</source>
        <translation>选择一个对象以查看和更改其连接。</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>未连接。</translation>
    </message>
    <message>
        <source>This kind has no ports.</source>
        <translation>此种类没有接口。</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>选择 %1</translation>
    </message>
    <message>
        <source>Disconnect from %1</source>
        <translation>断开与 %1 的连接</translation>
    </message>
    <message>
        <source>No free port fits</source>
        <translation>没有匹配的空闲接口</translation>
    </message>
    <message>
        <source>+ Connect…</source>
        <translation>+ 连接…</translation>
    </message>
    <message>
        <source>Join a free port to another object</source>
        <translation>将一个空闲接口连到另一对象</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>接口</translation>
    </message>
    <message>
        <source>Connect to</source>
        <translation>连接到</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
</context>
<context>
    <name>plenum::app::CoolantTrends</name>
    <message>
        <source>not in sight</source>
        <translation>暂无期限</translation>
    </message>
    <message>
        <source>%1 at rated flow</source>
        <translation>%1（额定流量下）</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>beyond its limit</source>
        <translation>已超限</translation>
    </message>
    <message numerus="yes">
        <source>± %1 a day (standard error), %n values</source>
        <translation>
            <numerusform>每天 ± %1（标准误差），%n 个值</numerusform>
        </translation>
    </message>
    <message>
        <source>Earliest %1, with the slope two standard errors worse</source>
        <translation>斜率偏差两个标准误差时最早为 %1</translation>
    </message>
    <message>
        <source>ASHRAE TC 9.9, facility water quality</source>
        <translation>ASHRAE TC 9.9，设施水水质</translation>
    </message>
    <message>
        <source>Trends of filters and water quality</source>
        <translation>过滤器与水质趋势</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>物理量</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>到限日期</translation>
    </message>
</context>
<context>
    <name>plenum::app::DerivationPopup</name>
    <message>
        <source>No derivation is given.</source>
        <translation>没有给出推导。</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>选择 %1</translation>
    </message>
</context>
<context>
    <name>plenum::app::DiagramPanel</name>
    <message>
        <source>Together</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Draw opened stacks together again (C)</source>
        <translation>重新合并已展开的堆叠（C）</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Show the whole drawing (0)</source>
        <translation>显示整张图（0）</translation>
    </message>
    <message>
        <source>Closer (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Further away (−)</source>
        <translation>缩小（−）</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the whole drawing as SVG or PNG</source>
        <translation>将整张图写为 SVG 或 PNG</translation>
    </message>
    <message>
        <source>%1 racks</source>
        <translation>%1 个机柜</translation>
    </message>
    <message>
        <source>%1 not fed</source>
        <translation>%1 台未供电</translation>
    </message>
    <message>
        <source>%1 without flow</source>
        <translation>%1 台无流量</translation>
    </message>
    <message>
        <source>%1 on one side</source>
        <translation>%1 台仅单侧供电</translation>
    </message>
    <message>
        <source>%1 out of service</source>
        <translation>%1 台停用</translation>
    </message>
    <message>
        <source>Export drawing</source>
        <translation>导出图纸</translation>
    </message>
    <message>
        <source>Drawings (*.svg);;Pictures (*.png)</source>
        <translation>图纸 (*.svg);;图片 (*.png)</translation>
    </message>
</context>
<context>
    <name>plenum::app::DiagramView</name>
    <message>
        <source>Side A</source>
        <translation>A 侧</translation>
    </message>
    <message>
        <source>Side B</source>
        <translation>B 侧</translation>
    </message>
    <message>
        <source>No side</source>
        <translation>无侧别</translation>
    </message>
    <message>
        <source>Not fed</source>
        <translation>未供电</translation>
    </message>
    <message>
        <source>Technology supply</source>
        <translation>技术侧供液</translation>
    </message>
    <message>
        <source>Technology return</source>
        <translation>技术侧回液</translation>
    </message>
    <message>
        <source>Facility supply</source>
        <translation>设施侧供水</translation>
    </message>
    <message>
        <source>Facility return</source>
        <translation>设施侧回水</translation>
    </message>
    <message>
        <source>No flow</source>
        <translation>无流量</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>not fed</source>
        <translation>未供电</translation>
    </message>
    <message>
        <source>%1 not fed</source>
        <translation>%1 台未供电</translation>
    </message>
    <message>
        <source>%1 on one side</source>
        <translation>%1 台仅单侧供电</translation>
    </message>
    <message>
        <source>on one side</source>
        <translation>仅单侧供电</translation>
    </message>
    <message>
        <source>%1 after loss</source>
        <translation>失电后 %1</translation>
    </message>
    <message>
        <source>no flow</source>
        <translation>无流量</translation>
    </message>
    <message>
        <source>flow short by %1</source>
        <translation>流量不足 %1</translation>
    </message>
    <message>
        <source>%1 out of service</source>
        <translation>%1 台停用</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>电压</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热量</translation>
    </message>
    <message>
        <source>Tightest: %1</source>
        <translation>余量最小：%1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 项</translation>
    </message>
    <message>
        <source>Temperature: %1</source>
        <translation>温度：%1</translation>
    </message>
    <message>
        <source>Single-line diagram</source>
        <translation>单线图</translation>
    </message>
    <message>
        <source>P&amp;ID of the coolant loops</source>
        <translation>冷却回路 P&amp;ID</translation>
    </message>
    <message>
        <source>No power connections yet. Connect a utility feed in the inspector.</source>
        <translation>尚无供电连接。请在检查器中连接市电进线。</translation>
    </message>
    <message>
        <source>No coolant connections yet. Connect a CDU or a chiller in the inspector.</source>
        <translation>尚无冷却液连接。请在检查器中连接 CDU 或冷水机组。</translation>
    </message>
    <message>
        <source>Show in 3D</source>
        <translation>在三维视图中显示</translation>
    </message>
    <message>
        <source>Put back in service</source>
        <translation>恢复运行</translation>
    </message>
    <message>
        <source>Take out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Open the stack</source>
        <translation>展开堆叠</translation>
    </message>
    <message>
        <source>Draw stacks together again</source>
        <translation>重新合并堆叠</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>Export drawing…</source>
        <translation>导出图纸…</translation>
    </message>
    <message>
        <source>Binds first: %1</source>
        <translation>首个约束：%1</translation>
    </message>
</context>
<context>
    <name>plenum::app::DifferencesModel</name>
    <message>
        <source>What</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
</context>
<context>
    <name>plenum::app::Document</name>
    <message>
        <source>Variant 1</source>
        <translation>方案 1</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>园区</translation>
    </message>
</context>
<context>
    <name>plenum::app::EnergyRulePanel</name>
    <message>
        <source>State of charge</source>
        <translation>荷电状态</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>State of charge at the end</source>
        <translation>结束时荷电状态</translation>
    </message>
    <message>
        <source>Time, h</source>
        <translation>时间，h</translation>
    </message>
    <message>
        <source>Time, s</source>
        <translation>时间，s</translation>
    </message>
    <message>
        <source>Power, MW</source>
        <translation>功率，MW</translation>
    </message>
    <message>
        <source>State of charge, %</source>
        <translation>荷电状态，%</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>储能</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>reserve</source>
        <translation>备用</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Shave peaks</source>
        <translation>削峰</translation>
    </message>
    <message>
        <source>Smooth photovoltaic power</source>
        <translation>平滑光伏功率</translation>
    </message>
    <message>
        <source>Answer the grid&apos;s frequency</source>
        <translation>响应电网频率</translation>
    </message>
    <message>
        <source>Follow a regulation signal</source>
        <translation>跟随调频信号</translation>
    </message>
    <message>
        <source>Island: diesel, PV, storage</source>
        <translation>孤岛：柴油、光伏、储能</translation>
    </message>
    <message>
        <source>Measured load</source>
        <translation>实测负荷</translation>
    </message>
    <message>
        <source>none: the day of the design</source>
        <translation>无：设计的一天</translation>
    </message>
    <message>
        <source>Measured array</source>
        <translation>实测光伏</translation>
    </message>
    <message>
        <source>none: a clear day with clouds</source>
        <translation>无：晴天有云</translation>
    </message>
    <message>
        <source>Measured frequency</source>
        <translation>实测频率</translation>
    </message>
    <message>
        <source>none: the event below</source>
        <translation>无：下方的扰动</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>a file: −1 to 1, one value a line</source>
        <translation>文件：−1 至 1，每行一个值</translation>
    </message>
    <message>
        <source>One value a line, a step apart; of several columns the last</source>
        <translation>每行一个值，间隔为步长；多列时取最后一列</translation>
    </message>
    <message>
        <source>CSV with a header such as time_s,power_kW</source>
        <translation>CSV，表头如 time_s,power_kW</translation>
    </message>
    <message>
        <source>Take load and equipment from the design</source>
        <translation>从设计取负荷和设备</translation>
    </message>
    <message>
        <source>Highest load</source>
        <translation>最高负荷</translation>
    </message>
    <message>
        <source> MW</source>
        <translation> MW</translation>
    </message>
    <message>
        <source>Of the day, which follows the load classes of the design (assumed profiles); starts from what its feeds give</source>
        <translation>当天的最高值，曲线按设计的负荷类别（假定曲线）；初值为各进线给出的功率</translation>
    </message>
    <message>
        <source>Storage, power</source>
        <translation>储能功率</translation>
    </message>
    <message>
        <source>PCS of all storage cabins; starts from the design</source>
        <translation>全部储能舱的 PCS；初值取自方案</translation>
    </message>
    <message>
        <source>Storage, energy</source>
        <translation>储能能量</translation>
    </message>
    <message>
        <source> MWh</source>
        <translation> MWh</translation>
    </message>
    <message>
        <source>Cells of all storage cabins; starts from the design</source>
        <translation>全部储能舱的电芯；初值取自方案</translation>
    </message>
    <message>
        <source>Charge at the start</source>
        <translation>起始电量</translation>
    </message>
    <message>
        <source>Of the cells&apos; energy; 5 to 95 % are used</source>
        <translation>占电芯能量；使用 5 至 95 %</translation>
    </message>
    <message>
        <source>Reserve</source>
        <translation>备用电量</translation>
    </message>
    <message>
        <source>State of charge kept for ride-through</source>
        <translation>为不间断供电保留的荷电状态</translation>
    </message>
    <message>
        <source>Efficiency one way</source>
        <translation>单向效率</translation>
    </message>
    <message>
        <source>Of charging and of discharging</source>
        <translation>充电和放电各自的效率</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>What the grid gives at most; 0 = the lowest that is held throughout</source>
        <translation>电网最多给出的功率；0 = 全程能守住的最低值</translation>
    </message>
    <message>
        <source>Array, peak</source>
        <translation>光伏峰值</translation>
    </message>
    <message>
        <source>At noon of a clear day; starts from the design</source>
        <translation>晴天正午；初值取自设计</translation>
    </message>
    <message>
        <source>A cloud every</source>
        <translation>云的间隔</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>0 = a clear sky; a cloud halves the power</source>
        <translation>0 = 无云；一片云使功率减半</translation>
    </message>
    <message>
        <source>A cloud lasts</source>
        <translation>云的时长</translation>
    </message>
    <message>
        <source>Its edges pass in 10 s</source>
        <translation>云的边缘在 10 s 内经过</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤器</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Time constant of the storage&apos;s controller</source>
        <translation>储能控制器的时间常数</translation>
    </message>
    <message>
        <source>Nominal frequency</source>
        <translation>额定频率</translation>
    </message>
    <message>
        <source> Hz</source>
        <translation> Hz</translation>
    </message>
    <message>
        <source>50 or 60 Hz</source>
        <translation>50 或 60 Hz</translation>
    </message>
    <message>
        <source>Dead band</source>
        <translation>死区</translation>
    </message>
    <message>
        <source> mHz</source>
        <translation> mHz</translation>
    </message>
    <message>
        <source>Nothing is given within it, to either side</source>
        <translation>在此范围内两侧都不出力</translation>
    </message>
    <message>
        <source>Droop</source>
        <translation>下垂系数</translation>
    </message>
    <message>
        <source>Of nominal: so far beyond the dead band all that is offered is given</source>
        <translation>占额定值：超出死区这么多时给出全部申报功率</translation>
    </message>
    <message>
        <source>Event, lowest</source>
        <translation>扰动最低频率</translation>
    </message>
    <message>
        <source>Frequency at the worst of the disturbance</source>
        <translation>扰动最严重时的频率</translation>
    </message>
    <message>
        <source>Event, fall</source>
        <translation>扰动下降时间</translation>
    </message>
    <message>
        <source>Until the lowest frequency</source>
        <translation>到最低频率为止</translation>
    </message>
    <message>
        <source>Event, recovery</source>
        <translation>扰动恢复时间</translation>
    </message>
    <message>
        <source>From the lowest frequency back to nominal</source>
        <translation>从最低频率回到额定值</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Between the values of a file</source>
        <translation>文件中各值之间</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>申报功率</translation>
    </message>
    <message>
        <source>To either side; 0 = the most that can be held</source>
        <translation>向两侧；0 = 能维持的最大值</translation>
    </message>
    <message>
        <source>Held for</source>
        <translation>维持时间</translation>
    </message>
    <message>
        <source>What the market asks to be held at full power</source>
        <translation>市场要求以全功率维持的时间</translation>
    </message>
    <message>
        <source>Diesel, rating</source>
        <translation>柴油机额定功率</translation>
    </message>
    <message>
        <source>Of all sets; starts from the design</source>
        <translation>所有机组之和；初值取自设计</translation>
    </message>
    <message>
        <source>Diesel, least load</source>
        <translation>柴油机最低负载</translation>
    </message>
    <message>
        <source>A running set is loaded at least so far</source>
        <translation>运行机组至少带到此负载</translation>
    </message>
    <message>
        <source>Diesel, idling</source>
        <translation>柴油机空载油耗</translation>
    </message>
    <message>
        <source> L/h</source>
        <translation> L/h</translation>
    </message>
    <message>
        <source>Fuel of a running set without load</source>
        <translation>机组空载运行的油耗</translation>
    </message>
    <message>
        <source>Diesel, fuel</source>
        <translation>柴油机油耗</translation>
    </message>
    <message>
        <source> L/kWh</source>
        <translation> L/kWh</translation>
    </message>
    <message>
        <source>Beside what idling takes; 0.25 is a usual figure</source>
        <translation>空载油耗之外；常见值 0.25</translation>
    </message>
    <message>
        <source>Stop charging at</source>
        <translation>充电停止于</translation>
    </message>
    <message>
        <source>State of charge at which the set is shut down</source>
        <translation>机组停机时的荷电状态</translation>
    </message>
</context>
<context>
    <name>plenum::app::FailuresPanel</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>the state after it does not converge</source>
        <translation>故障后的状态不收敛</translation>
    </message>
    <message numerus="yes">
        <source>%n without power</source>
        <translation>
            <numerusform>%n 个断电</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overloaded, worst at %1</source>
        <translation>
            <numerusform>%n 个过载，最高 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n short of coolant</source>
        <translation>
            <numerusform>%n 个冷却液不足</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n above the recommended inlet</source>
        <translation>
            <numerusform>%n 个超过推荐进风温度</numerusform>
        </translation>
    </message>
    <message>
        <source>survived</source>
        <translation>可承受</translation>
    </message>
    <message>
        <source>Check every single failure</source>
        <translation>检查每个单点故障</translation>
    </message>
    <message>
        <source>One object out of service at a time, with transfer and load sharing after it.</source>
        <translation>每次一个对象退出运行，计入其后的切换与负载分担。</translation>
    </message>
    <message>
        <source>%1 of %2 single failures are survived.</source>
        <translation>%2 个单点故障中 %1 个可承受。</translation>
    </message>
    <message>
        <source>Only those not survived</source>
        <translation>仅显示不可承受的</translation>
    </message>
    <message>
        <source>How long is there?</source>
        <translation>还有多长时间？</translation>
    </message>
    <message>
        <source>Asks What if for the object of this row: seconds until chips throttle</source>
        <translation>对此行对象做假设分析：芯片降频前的秒数</translation>
    </message>
    <message>
        <source>Fails</source>
        <translation>故障对象</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>After it</source>
        <translation>故障后</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>最差</translation>
    </message>
</context>
<context>
    <name>plenum::app::FileActions</name>
    <message numerus="yes">
        <source>… and %n more, in the issues panel.</source>
        <translation>
            <numerusform>…另有 %n 条，见问题面板。</numerusform>
        </translation>
    </message>
    <message>
        <source>an unsaved project</source>
        <translation>一个未保存的项目</translation>
    </message>
    <message>
        <source>Recover changes</source>
        <translation>恢复更改</translation>
    </message>
    <message>
        <source>Plenum ended without saving %1. Its last state is of %2.</source>
        <translation>Plenum 结束时没有保存 %1。其最后状态的时间是 %2。</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>以后再定</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Projects and layout documents (*.plenum *.json)</source>
        <translation>项目和布局文档 (*.plenum *.json)</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Plenum projects (*.plenum)</source>
        <translation>Plenum 项目 (*.plenum)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Export layout document</source>
        <translation>导出布局文档</translation>
    </message>
    <message>
        <source>Layout documents (*.json)</source>
        <translation>布局文档 (*.json)</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>未导出</translation>
    </message>
    <message>
        <source>Export results</source>
        <translation>导出结果</translation>
    </message>
    <message>
        <source>Results (*.json)</source>
        <translation>结果 (*.json)</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的更改</translation>
    </message>
    <message>
        <source>Save the changes of this project?</source>
        <translation>是否保存对此项目的更改？</translation>
    </message>
    <message>
        <source>This cannot be done</source>
        <translation>无法执行此操作</translation>
    </message>
    <message>
        <source>The file was saved after that: it may hold more than this state.</source>
        <translation>该文件在此之后保存过：它的内容可能比此状态更新。</translation>
    </message>
</context>
<context>
    <name>plenum::app::FileField</name>
    <message>
        <source>Tables (*.csv *.txt)</source>
        <translation>表格 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>浏览…</translation>
    </message>
</context>
<context>
    <name>plenum::app::HistoryCurve</name>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>%1 above limit</source>
        <translation>%1 高于上限</translation>
    </message>
    <message>
        <source>%1 below limit</source>
        <translation>%1 低于下限</translation>
    </message>
    <message>
        <source>%1 silent</source>
        <translation>%1 无数据</translation>
    </message>
</context>
<context>
    <name>plenum::app::HistoryPanel</name>
    <message>
        <source>As opened</source>
        <translation>打开时</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Choose a line to go back or forward to that state.</source>
        <translation>选择一行，即可后退或前进到该状态。</translation>
    </message>
</context>
<context>
    <name>plenum::app::HoverTrend</name>
    <message>
        <source>%1, last hour</source>
        <translation>%1，最近一小时</translation>
    </message>
</context>
<context>
    <name>plenum::app::InletChart</name>
    <message>
        <source>Inlet at 1/6, 1/2 and 5/6 of the height: %1, %2, %3. Recommended at most %4.</source>
        <translation>高度 1/6、1/2 和 5/6 处的进风温度：%1、%2、%3。推荐不高于 %4。</translation>
    </message>
    <message>
        <source>%1 recommended</source>
        <translation>推荐 %1</translation>
    </message>
    <message>
        <source>bottom</source>
        <translation>底</translation>
    </message>
    <message>
        <source>top</source>
        <translation>顶</translation>
    </message>
    <message>
        <source>before (grey), now (blue)</source>
        <translation>此前（灰），现在（蓝）</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>No result yet</source>
        <translation>尚无结果</translation>
    </message>
</context>
<context>
    <name>plenum::app::Inspector</name>
    <message>
        <source>Select something in a view or in the site tree to see and change it here.</source>
        <translation>在视图或园区树中选择对象，即可在此查看和更改。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>个对象</translation>
    </message>
    <message>
        <source>Feeds and connections</source>
        <translation>馈电与连接</translation>
    </message>
</context>
<context>
    <name>plenum::app::IssuesModel</name>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>%1 objects</source>
        <translation>%1 个对象</translation>
    </message>
    <message>
        <source>%1 (and %2 more like it)</source>
        <translation>%1（另有 %2 条同类）</translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation>实际：%1</translation>
    </message>
    <message>
        <source>Allowed: %1</source>
        <translation>允许：%1</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Remedy</source>
        <translation>处理办法</translation>
    </message>
</context>
<context>
    <name>plenum::app::IssuesPanel</name>
    <message>
        <source>Errors %1</source>
        <translation>错误 %1</translation>
    </message>
    <message>
        <source>Warnings %1</source>
        <translation>警告 %1</translation>
    </message>
    <message>
        <source>Notes %1</source>
        <translation>提示 %1</translation>
    </message>
    <message>
        <source>No issues.</source>
        <translation>没有问题。</translation>
    </message>
    <message>
        <source>No issue passes the filter.</source>
        <translation>没有问题符合筛选条件。</translation>
    </message>
    <message>
        <source>Search issues</source>
        <translation>搜索问题</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Select a row to select its objects. Ctrl+C copies the rows as a table.</source>
        <translation>选择一行即选中其对象。Ctrl+C 将各行复制为表格。</translation>
    </message>
</context>
<context>
    <name>plenum::app::KeyFigureStrip</name>
    <message>
        <source>%1 vs %2</source>
        <translation>%1，对比 %2</translation>
    </message>
</context>
<context>
    <name>plenum::app::KeyFigureTile</name>
    <message>
        <source>no value</source>
        <translation>无数值</translation>
    </message>
    <message>
        <source>Click for the derivation</source>
        <translation>单击查看推导</translation>
    </message>
    <message>
        <source>Within limits</source>
        <translation>在限值内</translation>
    </message>
    <message>
        <source>Near a limit</source>
        <translation>接近限值</translation>
    </message>
    <message>
        <source>Beyond a limit</source>
        <translation>超出限值</translation>
    </message>
    <message>
        <source>No limit set</source>
        <translation>未设限值</translation>
    </message>
    <message>
        <source>computing</source>
        <translation>计算中</translation>
    </message>
    <message>
        <source>computing · %1 s old</source>
        <translation>计算中 · 旧值 %1 s</translation>
    </message>
</context>
<context>
    <name>plenum::app::LegendWidget</name>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>no limit set</source>
        <translation>未设限值</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>%1 %2
Double click to lock or free the range</source>
        <translation>%1 %2
双击可锁定或放开范围</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>估计</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>过期</translation>
    </message>
</context>
<context>
    <name>plenum::app::LivePanel</name>
    <message>
        <source>Every value is computed from the model.</source>
        <translation>所有数值均由模型计算。</translation>
    </message>
    <message>
        <source>Measured values where there are some, computed ones elsewhere.</source>
        <translation>有实测值处显示实测值，其余显示计算值。</translation>
    </message>
    <message>
        <source>Measured values only; what has no sensor is left open.</source>
        <translation>只显示实测值；没有传感器处留空。</translation>
    </message>
    <message>
        <source>%1 · %2 %</source>
        <translation>%1 · %2 %</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>Waiting to try again</source>
        <translation>等待重试</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Stop the source before it is changed.</source>
        <translation>更改之前请先停止数据源。</translation>
    </message>
    <message>
        <source>%1 bound · %2 doubtful · %3 unbound</source>
        <translation>%1 个已绑定 · %2 个存疑 · %3 个未绑定</translation>
    </message>
    <message>
        <source>A rule says which points measure which object, for example the pattern dc1/{item}/inlet for the object {item}.</source>
        <translation>规则说明哪些测点测量哪个对象，例如对象 {item} 对应模式 dc1/{item}/inlet。</translation>
    </message>
    <message>
        <source>Points that need a look:</source>
        <translation>需要检查的测点：</translation>
    </message>
    <message>
        <source>Values shown</source>
        <translation>显示的数值</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>计算值</translation>
    </message>
    <message>
        <source>Live where measured</source>
        <translation>有实测处用实时值</translation>
    </message>
    <message>
        <source>Live only</source>
        <translation>仅实时值</translation>
    </message>
    <message>
        <source>Provenance of the points</source>
        <translation>测点来源状态</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Estimated</source>
        <translation>估计</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>Nothing connects until a source is started; sources do not start by themselves when a project is opened.</source>
        <translation>启动数据源之前不会建立任何连接；打开项目时数据源不会自动启动。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>数据源</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Add source…</source>
        <translation>添加数据源…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Binding</source>
        <translation>绑定</translation>
    </message>
    <message>
        <source>Binding rules</source>
        <translation>绑定规则</translation>
    </message>
    <message>
        <source>Points that need a look</source>
        <translation>需要检查的测点</translation>
    </message>
    <message>
        <source>Add rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Remove rule</source>
        <translation>移除规则</translation>
    </message>
    <message>
        <source>Import CSV…</source>
        <translation>导入 CSV…</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
</context>
<context>
    <name>plenum::app::LoopsPanel</name>
    <message>
        <source>FWS</source>
        <translation>FWS（设施水）</translation>
    </message>
    <message>
        <source>TCS, %1</source>
        <translation>TCS，%1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>standing still · %1</source>
        <translation>静止 · %1</translation>
    </message>
    <message>
        <source>%1, %2 of glycol</source>
        <translation>%1，含乙二醇/丙二醇 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n objects</source>
        <translation>
            <numerusform>%n 个对象</numerusform>
        </translation>
    </message>
    <message>
        <source>Warmest facility water at a CDU or coil, and the ASHRAE TC 9.9 class that it reaches</source>
        <translation>到达 CDU 或盘管的最高设施水温，及其达到的 ASHRAE TC 9.9 等级</translation>
    </message>
    <message>
        <source>Expands by %1 between 10 °C and the return temperature</source>
        <translation>从 10 °C 到回水温度膨胀 %1</translation>
    </message>
    <message>
        <source>Expansion vessel, and what EN 12828 asks for</source>
        <translation>膨胀罐容积，以及 EN 12828 要求的容积</translation>
    </message>
    <message>
        <source>Lowest at %1, highest at %2</source>
        <translation>最低处 %1，最高处 %2</translation>
    </message>
    <message>
        <source>1.5 × the relief pressure (ASME B31.9)</source>
        <translation>安全阀整定压力的 1.5 倍（ASME B31.9）</translation>
    </message>
    <message>
        <source>Slowest in %1, fastest in %2</source>
        <translation>最慢 %1，最快 %2</translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation>尚无结果。</translation>
    </message>
    <message>
        <source>No coolant loop, or its state does not converge.</source>
        <translation>没有冷却回路，或其状态不收敛。</translation>
    </message>
    <message>
        <source>Coolant loops</source>
        <translation>冷却回路</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>回路</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Supply</source>
        <translation>供水</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回水</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热量</translation>
    </message>
    <message>
        <source>Filling</source>
        <translation>充注量</translation>
    </message>
    <message>
        <source>Vessel</source>
        <translation>膨胀罐</translation>
    </message>
    <message>
        <source>Gauge pressure</source>
        <translation>表压</translation>
    </message>
    <message>
        <source>Test pressure</source>
        <translation>试验压力</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>流速</translation>
    </message>
    <message>
        <source>%1, needs %2</source>
        <translation>%1，需 %2</translation>
    </message>
    <message>
        <source>Coolant loops: %1</source>
        <translation>冷却回路：%1 个</translation>
    </message>
</context>
<context>
    <name>plenum::app::MainWindow</name>
    <message>
        <source>Catalogue</source>
        <translation>设备库</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>园区</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>工况</translation>
    </message>
    <message>
        <source>SPCF</source>
        <translation>SPCF</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>unsaved project</source>
        <translation>未保存的项目</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Export &amp;layout document…</source>
        <translation>导出布局文档(&amp;L)…</translation>
    </message>
    <message>
        <source>Export &amp;results…</source>
        <translation>导出结果(&amp;R)…</translation>
    </message>
    <message>
        <source>Export &amp;plan as SVG…</source>
        <translation>导出平面图 SVG(&amp;P)…</translation>
    </message>
    <message>
        <source>Export 3D p&amp;icture…</source>
        <translation>导出三维图片(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Copy window as picture</source>
        <translation>将窗口复制为图片(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>复制一份(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Rotate by 90°</source>
        <translation>旋转 90°(&amp;R)</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>删除(&amp;L)</translation>
    </message>
    <message>
        <source>Select all r&amp;acks</source>
        <translation>选择所有机柜(&amp;A)</translation>
    </message>
    <message>
        <source>Run a &amp;command…</source>
        <translation>运行命令(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Fit all</source>
        <translation>显示全部(&amp;F)</translation>
    </message>
    <message>
        <source>F&amp;ocus selection</source>
        <translation>聚焦所选(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Top view</source>
        <translation>俯视图(&amp;T)</translation>
    </message>
    <message>
        <source>Fro&amp;nt view</source>
        <translation>前视图(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Isometric view</source>
        <translation>等轴测视图(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Air field</source>
        <translation>空气场(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>深色主题(&amp;D)</translation>
    </message>
    <message>
        <source>I&amp;mperial units</source>
        <translation>英制单位(&amp;M)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>全屏(&amp;U)</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Simplified Chinese</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>&amp;About Plenum</source>
        <translation>关于 Plenum(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Overlay</source>
        <translation>叠加层(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Export plan</source>
        <translation>导出平面图</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>图形 (*.svg)</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>未导出</translation>
    </message>
    <message>
        <source>%1 cannot be written. Check the folder, its permissions and the free space.</source>
        <translation>无法写入 %1。请检查文件夹、权限和剩余空间。</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>About Plenum</source>
        <translation>关于 Plenum</translation>
    </message>
    <message>
        <source>Plenum %1
An interactive digital twin of AI data centres.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Plenum %1
人工智能数据中心的交互式数字孪生。
自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。</translation>
    </message>
    <message>
        <source>Overlay: %1</source>
        <translation>叠加层：%1</translation>
    </message>
    <message>
        <source>Export comparison re&amp;port…</source>
        <translation>导出比较报告(&amp;P)…</translation>
    </message>
    <message>
        <source>Export saved &amp;views…</source>
        <translation>导出已存视图(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>规划(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Operate</source>
        <translation>运维(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>P&amp;resent views</source>
        <translation>演示视图(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Pending changes</source>
        <translation>待定更改(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Workspace</source>
        <translation>工作区(&amp;W)</translation>
    </message>
    <message>
        <source>Reports (*.pdf)</source>
        <translation>报告 (*.pdf)</translation>
    </message>
    <message>
        <source>&amp;Import with</source>
        <translation>导入方式(&amp;I)</translation>
    </message>
    <message>
        <source>Export &amp;with</source>
        <translation>导出方式(&amp;W)</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>报警</translation>
    </message>
    <message>
        <source>Live values</source>
        <translation>实时数值</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>趋势</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>The keychain of the system did not take the secret: %1. The source will ask again.</source>
        <translation>系统密钥链未接受该机密：%1。数据源会再次询问。</translation>
    </message>
    <message>
        <source>Import binding</source>
        <translation>导入绑定</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>Export binding</source>
        <translation>导出绑定</translation>
    </message>
    <message>
        <source>Export saved views</source>
        <translation>导出已存视图</translation>
    </message>
    <message>
        <source>Export comparison report</source>
        <translation>导出比较报告</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>已导出</translation>
    </message>
    <message>
        <source>Live · %1 of %2 points fresh</source>
        <translation>实时 · %2 个测点中 %1 个为最新</translation>
    </message>
    <message>
        <source>Recorded · %1 of %2 points fresh</source>
        <translation>历史记录 · %2 个测点中 %1 个为最新</translation>
    </message>
    <message>
        <source>&amp;Coolant diagram (P&amp;&amp;ID)</source>
        <translation>冷却回路图(&amp;P)</translation>
    </message>
    <message>
        <source>Single-&amp;line diagram</source>
        <translation>单线图(&amp;L)</translation>
    </message>
    <message>
        <source>Re&amp;fined air</source>
        <translation>精细空气(&amp;F)</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>假设分析</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>负荷波动</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Coolant diagram</source>
        <translation>冷却回路图</translation>
    </message>
    <message>
        <source>Single-line diagram</source>
        <translation>单线图</translation>
    </message>
    <message>
        <source>Loop &amp;profile</source>
        <translation>回路剖面(&amp;P)</translation>
    </message>
    <message>
        <source>Power &amp;flow and supply chains</source>
        <translation>功率流与供电链(&amp;F)</translation>
    </message>
    <message>
        <source>Power flow</source>
        <translation>功率流</translation>
    </message>
    <message>
        <source>Loop profile</source>
        <translation>回路剖面</translation>
    </message>
    <message>
        <source>Coolant &amp;loops</source>
        <translation>冷却回路(&amp;L)</translation>
    </message>
    <message>
        <source>Coolant loops</source>
        <translation>冷却回路</translation>
    </message>
</context>
<context>
    <name>plenum::app::MountedSection</name>
    <message>
        <source>Heat over the height</source>
        <translation>发热沿高度分布</translation>
    </message>
    <message>
        <source>Mounted equipment</source>
        <translation>安装的设备</translation>
    </message>
    <message>
        <source>Units that hold equipment, their share of the rack&apos;s heat and, where it differs, of its air. What is left out is closed. Empty: even over the height.</source>
        <translation>装有设备的 U 位、其占机柜发热的比例，以及与之不同时占风量的比例。未填写的部分视为封闭。留空：沿高度均匀分布。</translation>
    </message>
    <message>
        <source>even</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>different</source>
        <translation>各不相同</translation>
    </message>
    <message>
        <source>As in: %1. Power in kW counts by proportion.</source>
        <translation>例如：%1。以 kW 填写时按比例计算。</translation>
    </message>
</context>
<context>
    <name>plenum::app::ParamGroup</name>
    <message>
        <source>Room and floor</source>
        <translation>房间与地面</translation>
    </message>
    <message>
        <source>IT and heat</source>
        <translation>IT 与热量</translation>
    </message>
    <message>
        <source>Air</source>
        <translation>空气</translation>
    </message>
    <message>
        <source>Cooling</source>
        <translation>制冷</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>回路</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>电力</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>外形</translation>
    </message>
    <message>
        <source>Measurement</source>
        <translation>测量</translation>
    </message>
</context>
<context>
    <name>plenum::app::ParamRow</name>
    <message>
        <source>%1 from the type %2</source>
        <translation>%1，来自型号 %2</translation>
    </message>
    <message>
        <source>%1 is the default of this kind</source>
        <translation>%1 是此种类的默认值</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>Set on this object.</source>
        <translation>在此对象上设定。</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>恢复为 %1</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
</context>
<context>
    <name>plenum::app::PlaceSection</name>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>x, east</source>
        <translation>x，东</translation>
    </message>
    <message>
        <source>y, north</source>
        <translation>y，北</translation>
    </message>
    <message>
        <source>z, up</source>
        <translation>z，上</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Centre of the footprint, site metres eastwards.</source>
        <translation>占地轮廓中心，向东的园区坐标（米）。</translation>
    </message>
    <message>
        <source>Centre of the footprint, site metres northwards.</source>
        <translation>占地轮廓中心，向北的园区坐标（米）。</translation>
    </message>
    <message>
        <source>Base above the finished floor.</source>
        <translation>底面高出完成地面的高度。</translation>
    </message>
    <message>
        <source>Counter-clockwise; at 0 the front faces south (−y).</source>
        <translation>逆时针；为 0 时正面朝南（−y）。</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>所在</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>选择 %1</translation>
    </message>
</context>
<context>
    <name>plenum::app::PlanView</name>
    <message>
        <source>Space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>overlaps %1 by %2</source>
        <translation>与 %1 重叠 %2</translation>
    </message>
    <message>
        <source>in the reserved place %1</source>
        <translation>位于预留占位 %1 内</translation>
    </message>
    <message>
        <source>outside its room</source>
        <translation>在其房间之外</translation>
    </message>
    <message>
        <source>Clearance</source>
        <translation>净距</translation>
    </message>
    <message>
        <source>%1 missing at the front, to %2</source>
        <translation>前方缺 %1，至 %2</translation>
    </message>
    <message>
        <source>%1 missing at the rear, to %2</source>
        <translation>后方缺 %1，至 %2</translation>
    </message>
    <message>
        <source>%1, binds first</source>
        <translation>%1，最先受限</translation>
    </message>
    <message>
        <source>Free here</source>
        <translation>此处空位</translation>
    </message>
    <message>
        <source>1 place, longest gap %1</source>
        <translation>1 处，最长空档 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n places, longest gap %1</source>
        <translation>
            <numerusform>%n 处，最长空档 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>ft</source>
        <translation>ft</translation>
    </message>
    <message>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <source>N</source>
        <translation>北</translation>
    </message>
    <message>
        <source>Floor plan</source>
        <translation>平面图</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>地板</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>电力</translation>
    </message>
    <message>
        <source>Inlet air</source>
        <translation>进风</translation>
    </message>
    <message>
        <source>Coolant loop</source>
        <translation>冷却液回路</translation>
    </message>
    <message>
        <source>%1 missing at %2</source>
        <translation>%2 缺少 %1</translation>
    </message>
    <message>
        <source>%1 left at %2</source>
        <translation>%2 剩余 %1</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>point %1 of %2</source>
        <translation>第 %1 点，共 %2 点</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>x %1, y %2</source>
        <translation>x %1，y %2</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>A route keeps two points.</source>
        <translation>路径至少保留两个点。</translation>
    </message>
    <message>
        <source>An outline keeps three corners.</source>
        <translation>轮廓至少保留三个角点。</translation>
    </message>
</context>
<context>
    <name>plenum::app::PluginActions</name>
    <message>
        <source>Import with %1</source>
        <translation>使用 %1 导入</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Export with %1</source>
        <translation>使用 %1 导出</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>正在写入 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Plug-in</source>
        <translation>插件</translation>
    </message>
</context>
<context>
    <name>plenum::app::PointsModel</name>
    <message>
        <source>no next point</source>
        <translation>没有下一点</translation>
    </message>
    <message>
        <source>x, %1</source>
        <translation>x，%1</translation>
    </message>
    <message>
        <source>y, %1</source>
        <translation>y，%1</translation>
    </message>
    <message>
        <source>z, %1</source>
        <translation>z，%1</translation>
    </message>
    <message>
        <source>To next</source>
        <translation>到下一点</translation>
    </message>
    <message>
        <source>Site metres eastwards.</source>
        <translation>场地坐标，向东（米）。</translation>
    </message>
    <message>
        <source>Site metres northwards.</source>
        <translation>场地坐标，向北（米）。</translation>
    </message>
    <message>
        <source>Above the finished floor.</source>
        <translation>高出完成地面。</translation>
    </message>
    <message>
        <source>Length of the side to the next corner.</source>
        <translation>到下一角点的边长。</translation>
    </message>
    <message>
        <source>Length of the segment to the next point.</source>
        <translation>到下一点的线段长度。</translation>
    </message>
</context>
<context>
    <name>plenum::app::PointsSection</name>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Corners</source>
        <translation>角点</translation>
    </message>
    <message>
        <source>Corners of %1</source>
        <translation>%1 的角点</translation>
    </message>
    <message>
        <source>Route of %1</source>
        <translation>%1 的路径</translation>
    </message>
    <message>
        <source>Add corner</source>
        <translation>添加角点</translation>
    </message>
    <message>
        <source>Add point</source>
        <translation>添加点</translation>
    </message>
    <message>
        <source>Remove corner</source>
        <translation>移除角点</translation>
    </message>
    <message>
        <source>Remove point</source>
        <translation>移除点</translation>
    </message>
    <message>
        <source>Behind the row that is chosen (Insert)</source>
        <translation>加在所选行之后（Insert）</translation>
    </message>
    <message>
        <source>The row that is chosen (Delete)</source>
        <translation>移除所选行（Delete）</translation>
    </message>
    <message>
        <source>A route keeps two points.</source>
        <translation>路径至少保留两个点。</translation>
    </message>
    <message>
        <source>An outline keeps three corners.</source>
        <translation>轮廓至少保留三个角点。</translation>
    </message>
    <message>
        <source>%1 corners, %2, %3 around</source>
        <translation>%1 个角点，%2，周长 %3</translation>
    </message>
    <message>
        <source>%1 points, %2 long</source>
        <translation>%1 个点，长 %2</translation>
    </message>
</context>
<context>
    <name>plenum::app::PowerFlowPanel</name>
    <message>
        <source>Of %1 reach the chips %2 (%3); lost as heat %4, other loads %5</source>
        <translation>%1 中有 %2（%3）到达芯片；%4 变为热损失，其他负载 %5</translation>
    </message>
    <message>
        <source>%1 of IT at the connection that the first chain needs. Component figures are typical ones of the catalogue; each step names its source.</source>
        <translation>IT 负载 %1，接入容量取第一条供电链所需值。部件数据为设备库典型值；每一级均注明来源。</translation>
    </message>
    <message>
        <source>From the grid</source>
        <translation>取自电网</translation>
    </message>
    <message>
        <source>Efficiency</source>
        <translation>效率</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损耗</translation>
    </message>
    <message>
        <source>Heat into the hall</source>
        <translation>进入机房的热量</translation>
    </message>
    <message>
        <source>Heat outdoors</source>
        <translation>室外热量</translation>
    </message>
    <message>
        <source>Cooling for the losses</source>
        <translation>为损耗制冷的电功率</translation>
    </message>
    <message>
        <source>Copper</source>
        <translation>铜材</translation>
    </message>
    <message>
        <source>Copper, cost</source>
        <translation>铜材费用</translation>
    </message>
    <message>
        <source>Worst voltage drop</source>
        <translation>最大压降</translation>
    </message>
    <message>
        <source>IT at this connection</source>
        <translation>此接入容量可带的 IT</translation>
    </message>
    <message>
        <source>Compute gained</source>
        <translation>增加的算力</translation>
    </message>
    <message>
        <source>%1 PFLOPS</source>
        <translation>%1 PFLOPS</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损耗</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>电流</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Flows</source>
        <translation>流向</translation>
    </message>
    <message>
        <source>Supply chains</source>
        <translation>供电链</translation>
    </message>
    <message>
        <source>Where the power goes</source>
        <translation>功率去向</translation>
    </message>
    <message>
        <source>Copper, per kg</source>
        <translation>铜价（每千克）</translation>
    </message>
    <message>
        <source>In the currency of your choice</source>
        <translation>货币由您选定</translation>
    </message>
    <message>
        <source>COP of cooling</source>
        <translation>制冷 COP</translation>
    </message>
    <message>
        <source>Electric power for the heat of the losses that stays indoors: one over this</source>
        <translation>室内损耗热量所需电功率为其倒数</translation>
    </message>
    <message>
        <source>Highest current of a run</source>
        <translation>单路最大电流</translation>
    </message>
    <message>
        <source>Side-cars in the row</source>
        <translation>列内边柜数</translation>
    </message>
    <message>
        <source>Ratings and faults</source>
        <translation>额定与故障</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Rule or source</source>
        <translation>规则或来源</translation>
    </message>
    <message>
        <source>Redundancy</source>
        <translation>冗余</translation>
    </message>
</context>
<context>
    <name>plenum::app::Presenter</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>plenum::app::ProfilePanel</name>
    <message>
        <source>Select an object of a coolant loop, or two (Ctrl+click) for the way between them.</source>
        <translation>请选择冷却回路中的一个对象，或选择两个（Ctrl+单击）以查看其间路径。</translation>
    </message>
    <message>
        <source>No open way of one loop leads from %1 to %2.</source>
        <translation>同一回路中没有从 %1 到 %2 的通路。</translation>
    </message>
    <message>
        <source>%1 is on no coolant loop.</source>
        <translation>%1 不在任何冷却回路上。</translation>
    </message>
    <message>
        <source>pressure</source>
        <translation>压力</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Along pipes, %1</source>
        <translation>沿管路，%1</translation>
    </message>
    <message>
        <source>Gauge pressure, %1</source>
        <translation>表压，%1</translation>
    </message>
    <message>
        <source>Coolant temperature, %1</source>
        <translation>冷却液温度，%1</translation>
    </message>
    <message>
        <source>%1 to %2: %3 of pipe, between %4 and %5</source>
        <translation>%1 至 %2：管长 %3，压力在 %4 与 %5 之间</translation>
    </message>
    <message>
        <source>Pressure along the way</source>
        <translation>沿程压力</translation>
    </message>
    <message>
        <source>Temperature along the way</source>
        <translation>沿程温度</translation>
    </message>
</context>
<context>
    <name>plenum::app::PumpSection</name>
    <message>
        <source>Pump curve</source>
        <translation>泵曲线</translation>
    </message>
    <message>
        <source>It gives no flow.</source>
        <translation>没有流量。</translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation>尚无结果。</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>at %1 speed</source>
        <translation>%1 转速</translation>
    </message>
    <message>
        <source>loop</source>
        <translation>环路</translation>
    </message>
    <message>
        <source>duty point</source>
        <translation>工作点</translation>
    </message>
    <message>
        <source>%1 at %2: %3 of rated flow, %4 electric, %5 into the water</source>
        <translation>%2 时 %1：额定流量的 %3，电功率 %4，水功率 %5</translation>
    </message>
    <message>
        <source>Curve: quadratic through %1 × rated head at no flow, affinity laws; loop: quadratic through the duty point</source>
        <translation>曲线：零流量处为额定扬程的 %1 倍的二次曲线，按相似定律；环路：过工作点的二次曲线</translation>
    </message>
    <message>
        <source>Flow, %1</source>
        <translation>流量，%1</translation>
    </message>
    <message>
        <source>Head, %1</source>
        <translation>扬程，%1</translation>
    </message>
</context>
<context>
    <name>plenum::app::QuantityEdit</name>
    <message>
        <source>Allowed: %1</source>
        <translation>允许：%1</translation>
    </message>
    <message>
        <source>“%1” is not a number in a unit that fits here.</source>
        <translation>“%1”不是带有适用单位的数值。</translation>
    </message>
    <message>
        <source>%1 is out of range. Enter %2.</source>
        <translation>%1 超出范围。请输入 %2。</translation>
    </message>
</context>
<context>
    <name>plenum::app::RedundancyPanel</name>
    <message>
        <source>Taking every two objects out of service …</source>
        <translation>正在逐对退出运行……</translation>
    </message>
    <message>
        <source>%1 of %2 single failures are survived.</source>
        <translation>%2 个单一故障中有 %1 个可承受。</translation>
    </message>
    <message>
        <source>%1 of %2 double failures are survived; the list has those whose single failures are.</source>
        <translation>%2 个双重故障中有 %1 个可承受；列表中是两个单一故障均可承受者。</translation>
    </message>
    <message>
        <source>Concurrently maintainable.</source>
        <translation>可在线维护。</translation>
    </message>
    <message>
        <source>Not concurrently maintainable.</source>
        <translation>不可在线维护。</translation>
    </message>
    <message>
        <source>%1 of %2 loads have diverse power.</source>
        <translation>%2 个负荷中有 %1 个具有独立双路供电。</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>提前停止。</translation>
    </message>
    <message>
        <source>%1 without power</source>
        <translation>%1 个断电</translation>
    </message>
    <message>
        <source>%1 overloaded, worst at %2</source>
        <translation>%1 个过载，最高 %2</translation>
    </message>
    <message>
        <source>survived</source>
        <translation>可承受</translation>
    </message>
    <message>
        <source>nothing in common</source>
        <translation>无共同上级</translation>
    </message>
    <message>
        <source>one feed only</source>
        <translation>仅一路供电</translation>
    </message>
    <message>
        <source>all pass %1</source>
        <translation>均经过 %1</translation>
    </message>
    <message>
        <source>2N: either side carries both</source>
        <translation>2N：任一侧承担全部</translation>
    </message>
    <message>
        <source>Mains and UPS: the UPS takes all</source>
        <translation>市电 + UPS：UPS 承担全部</translation>
    </message>
    <message>
        <source>N+1, 3N/2, catcher: any one is lost</source>
        <translation>N+1、3N/2、后备：失去任一</translation>
    </message>
    <message>
        <source>Nothing else to carry</source>
        <translation>无需承担其他负荷</translation>
    </message>
    <message>
        <source>in the normal state</source>
        <translation>正常状态</translation>
    </message>
    <message>
        <source>after the loss of A</source>
        <translation>失去 A 路后</translation>
    </message>
    <message>
        <source>after the loss of B</source>
        <translation>失去 B 路后</translation>
    </message>
    <message>
        <source>not limited</source>
        <translation>不受限</translation>
    </message>
    <message>
        <source>not fed</source>
        <translation>未供电</translation>
    </message>
    <message>
        <source>after the loss of %1</source>
        <translation>失去 %1 后</translation>
    </message>
    <message>
        <source>Fails</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>After it</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>And</source>
        <translation>与</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负荷</translation>
    </message>
    <message>
        <source>Live feeds</source>
        <translation>有电的进线</translation>
    </message>
    <message>
        <source>What its feeds share</source>
        <translation>各路共用</translation>
    </message>
    <message>
        <source>Feed</source>
        <translation>馈线</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Normal, of the usable rating</source>
        <translation>正常，占可用额定</translation>
    </message>
    <message>
        <source>After the worst loss</source>
        <translation>最坏失电后</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Carried at worst</source>
        <translation>最坏承担</translation>
    </message>
    <message>
        <source>Spare</source>
        <translation>余量</translation>
    </message>
    <message>
        <source>Stranded</source>
        <translation>搁浅</translation>
    </message>
    <message>
        <source>Tap-off</source>
        <translation>插接处</translation>
    </message>
    <message>
        <source>One more rack, on it alone</source>
        <translation>再加一台机柜，仅接此处</translation>
    </message>
    <message>
        <source>Racks there hang on too</source>
        <translation>该处机柜还接于</translation>
    </message>
    <message>
        <source>One more rack, on all of these</source>
        <translation>再加一台机柜，接于全部</translation>
    </message>
    <message>
        <source>Then is full</source>
        <translation>此后满载者</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>Single failures</source>
        <translation>单一故障</translation>
    </message>
    <message>
        <source>Double failures</source>
        <translation>双重故障</translation>
    </message>
    <message>
        <source>Diverse power</source>
        <translation>独立供电</translation>
    </message>
    <message>
        <source>Feeds after a loss</source>
        <translation>失电后的馈线</translation>
    </message>
    <message>
        <source>Capacity by level</source>
        <translation>各层级容量</translation>
    </message>
    <message>
        <source>Room for one more rack</source>
        <translation>再加一台机柜的余地</translation>
    </message>
    <message>
        <source>Only those not held</source>
        <translation>仅不满足者</translation>
    </message>
    <message>
        <source>Redundancy of the power paths</source>
        <translation>供电路径的冗余</translation>
    </message>
</context>
<context>
    <name>plenum::app::ResultSection</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>The solution has no values for this object.</source>
        <translation>求解结果中没有此对象的数值。</translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation>尚无结果。</translation>
    </message>
</context>
<context>
    <name>plenum::app::SankeyView</name>
    <message>
        <source>No power flows in this design.</source>
        <translation>此设计中没有功率流。</translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>%1 lost as heat (%2)</source>
        <translation>热损失 %1（%2）</translation>
    </message>
    <message>
        <source>%1 used</source>
        <translation>用掉 %1</translation>
    </message>
    <message>
        <source>Side A</source>
        <translation>A 侧</translation>
    </message>
    <message>
        <source>Side B</source>
        <translation>B 侧</translation>
    </message>
</context>
<context>
    <name>plenum::app::SceneLabels</name>
    <message>
        <source>E</source>
        <comment>east</comment>
        <translation>东</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north</comment>
        <translation>北</translation>
    </message>
</context>
<context>
    <name>plenum::app::SceneView</name>
    <message>
        <source>Site in 3D</source>
        <translation>园区三维视图</translation>
    </message>
    <message>
        <source>no results yet</source>
        <translation>尚无结果</translation>
    </message>
    <message>
        <source>no usable result</source>
        <translation>没有可用的结果</translation>
    </message>
    <message>
        <source>computing</source>
        <translation>计算中</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已收敛</translation>
    </message>
    <message>
        <source>Coarse</source>
        <translation>粗算</translation>
    </message>
    <message>
        <source>Settled, %1 cells</source>
        <translation>已收敛，网格 %1</translation>
    </message>
    <message>
        <source>Coarse, %1 cells</source>
        <translation>粗算，网格 %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>section at %1</source>
        <translation>剖面高度 %1</translation>
    </message>
    <message>
        <source>updating</source>
        <translation>更新中</translation>
    </message>
    <message>
        <source>3D</source>
        <translation>三维</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>air: missing</source>
        <translation>空气场:缺失</translation>
    </message>
    <message>
        <source>air: computed</source>
        <translation>空气场:计算</translation>
    </message>
    <message>
        <source>section at x = %1</source>
        <translation>剖面 x = %1</translation>
    </message>
    <message>
        <source>section at y = %1</source>
        <translation>剖面 y = %1</translation>
    </message>
    <message>
        <source>air refining</source>
        <translation>空气精算中</translation>
    </message>
    <message>
        <source>air refined</source>
        <translation>空气已精算</translation>
    </message>
</context>
<context>
    <name>plenum::app::SiteTree</name>
    <message>
        <source>Search the site</source>
        <translation>搜索园区</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>园区</translation>
    </message>
    <message>
        <source>Nothing on the site has these words in its name, kind or type.</source>
        <translation>园区内没有名称、种类或型号含这些词的对象。</translation>
    </message>
</context>
<context>
    <name>plenum::app::SiteTreeModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>型号</translation>
    </message>
</context>
<context>
    <name>plenum::app::SourceForm</name>
    <message>
        <source>Kept in the keychain; empty = unchanged</source>
        <translation>保存在密钥环中；留空表示不变</translation>
    </message>
    <message>
        <source>No plug-in for live values was found.</source>
        <translation>未找到实时数据插件。</translation>
    </message>
    <message>
        <source>The plug-in &quot;%1&quot; is not installed.</source>
        <translation>插件“%1”未安装。</translation>
    </message>
    <message>
        <source>The source needs a name.</source>
        <translation>数据源需要名称。</translation>
    </message>
    <message>
        <source>Another source is already called &quot;%1&quot;.</source>
        <translation>已有名为“%1”的数据源。</translation>
    </message>
    <message>
        <source>Kind of source</source>
        <translation>数据源类型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the source</source>
        <translation>数据源名称</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>plenum::app::SpcfCalculator</name>
    <message>
        <source>Compute F</source>
        <translation>算力 F</translation>
    </message>
    <message>
        <source>Computing efficiency CE</source>
        <translation>计算能效 CE</translation>
    </message>
    <message>
        <source>IT power</source>
        <translation>IT 功率</translation>
    </message>
    <message>
        <source>Cooling redundancy β</source>
        <translation>制冷冗余系数 β</translation>
    </message>
    <message>
        <source>Rated COP of the cooling system</source>
        <translation>制冷系统额定 COP</translation>
    </message>
    <message>
        <source>Distribution redundancy α</source>
        <translation>配电冗余系数 α</translation>
    </message>
    <message>
        <source>Efficiency of distribution η</source>
        <translation>配电效率 η</translation>
    </message>
    <message>
        <source>Other building loads</source>
        <translation>其他建筑负载</translation>
    </message>
    <message>
        <source>Rack places</source>
        <translation>机位数</translation>
    </message>
    <message>
        <source>Power of a place</source>
        <translation>单机位功率</translation>
    </message>
    <message>
        <source>Power rooms indoors</source>
        <translation>室内电力用房比例</translation>
    </message>
    <message>
        <source>Cooling indoors</source>
        <translation>室内制冷用房比例</translation>
    </message>
    <message>
        <source>Annual PUE stated: %1</source>
        <translation>论文所述年均 PUE：%1</translation>
    </message>
    <message>
        <source>computed %1 · published %2 (%3)</source>
        <translation>计算值 %1 · 发表值 %2（%3）</translation>
    </message>
    <message>
        <source>Not computed: an input is refused.</source>
        <translation>未计算：有输入不被接受。</translation>
    </message>
    <message>
        <source>&lt;b&gt;S, in all&lt;/b&gt;</source>
        <translation>&lt;b&gt;合计 S&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>发表值</translation>
    </message>
    <message>
        <source>Enter a target; every other input stays as above.</source>
        <translation>输入一个目标值；其余输入保持上面的数值。</translation>
    </message>
    <message>
        <source>Calculator: inputs</source>
        <translation>计算器：输入</translation>
    </message>
    <message>
        <source>Steps (2) to (4)</source>
        <translation>步骤 (2) 至 (4)</translation>
    </message>
    <message>
        <source>Area (1)</source>
        <translation>面积 (1)</translation>
    </message>
    <message>
        <source>Backwards</source>
        <translation>反算</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起始数据</translation>
    </message>
    <message>
        <source>Cold source</source>
        <translation>冷源</translation>
    </message>
    <message>
        <source>Solve for</source>
        <translation>求解</translation>
    </message>
    <message>
        <source>Own inputs</source>
        <translation>自定义输入</translation>
    </message>
    <message>
        <source>β</source>
        <translation>β</translation>
    </message>
    <message>
        <source>GCOP</source>
        <translation>GCOP</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>η</source>
        <translation>η</translation>
    </message>
    <message>
        <source>Other loads</source>
        <translation>其他负载</translation>
    </message>
    <message>
        <source>from IT power</source>
        <translation>由 IT 功率</translation>
    </message>
    <message>
        <source>from cooling power C</source>
        <translation>由制冷功率 C</translation>
    </message>
    <message>
        <source>from power capacity P</source>
        <translation>由供电容量 P</translation>
    </message>
    <message>
        <source>The curve takes B as published. Cases A and C set the coefficients, but the ends of their ranges were chosen knowing B: that %1 lies within is a consistency check, not evidence.</source>
        <translation>曲线按发表的案例 B 计算。系数由案例 A 和 C 设定，但其范围的两端是在已知 B 的情况下选取的：%1 落在区间内只是一致性检查，不是证据。</translation>
    </message>
</context>
<context>
    <name>plenum::app::SpcfPanel</name>
    <message>
        <source>This variant</source>
        <translation>此方案</translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation>尚无结果。</translation>
    </message>
    <message>
        <source>Calculate with this IT power</source>
        <translation>以此 IT 功率计算</translation>
    </message>
</context>
<context>
    <name>plenum::app::SwingPanel</name>
    <message>
        <source>storage cabins</source>
        <translation>储能舱</translation>
    </message>
    <message>
        <source>Point of connection: range %1, ramp %2/s over %3 s</source>
        <translation>并网点：波动范围 %1，%3 s 内爬坡 %2/s</translation>
    </message>
    <message>
        <source>Strongest between %1 and %2 Hz: %3 at %4 Hz</source>
        <translation>%1–%2 Hz 内最强：%4 Hz 处 %3</translation>
    </message>
    <message>
        <source>No limit is set: the utility&apos;s figures go into the form (0 = none).</source>
        <translation>未设限值：请在表单中填入电网公司的数值（0 = 无）。</translation>
    </message>
    <message>
        <source>racks</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source>point of connection</source>
        <translation>并网点</translation>
    </message>
    <message>
        <source>Time, s</source>
        <translation>时间，s</translation>
    </message>
    <message>
        <source>Power, MW</source>
        <translation>功率，MW</translation>
    </message>
    <message>
        <source>Frequency, Hz</source>
        <translation>频率，Hz</translation>
    </message>
    <message>
        <source>Amplitude, MW</source>
        <translation>幅值，MW</translation>
    </message>
    <message>
        <source>Looking for the least storage …</source>
        <translation>正在求最小储能…</translation>
    </message>
    <message>
        <source>The limits hold without storage.</source>
        <translation>无需储能即可满足限值。</translation>
    </message>
    <message>
        <source>No storage here brings it inside the limits.</source>
        <translation>此处任何储能都无法使其满足限值。</translation>
    </message>
    <message>
        <source>; 0.1 % less breaks a limit</source>
        <translation>；再减 0.1 % 即越限</translation>
    </message>
    <message>
        <source>One cabin = %1 rack places, %2 of swing, %3 t.</source>
        <translation>一个储能舱 = %1 个机柜位、%2 波动、%3 t。</translation>
    </message>
    <message>
        <source>Cluster while it computes</source>
        <translation>集群计算时功率</translation>
    </message>
    <message>
        <source> MW</source>
        <translation> MW</translation>
    </message>
    <message>
        <source>Power of the racks that train; starts from the design</source>
        <translation>训练机柜的功率；初值取自方案</translation>
    </message>
    <message>
        <source>Period of a step</source>
        <translation>步周期</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>One step of training: compute, then communicate</source>
        <translation>训练的一步：先计算，后通信</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>计算占比</translation>
    </message>
    <message>
        <source>Share of the period</source>
        <translation>占周期的比例</translation>
    </message>
    <message>
        <source>Draw while communicating</source>
        <translation>通信时功率</translation>
    </message>
    <message>
        <source>Of the power while computing; the trough of the swing</source>
        <translation>相对计算时功率；波动的谷值</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>同步比例</translation>
    </message>
    <message>
        <source>Share of the cluster that swings together; the rest draws the mean</source>
        <translation>同步波动的集群比例；其余按均值</translation>
    </message>
    <message>
        <source>Spike</source>
        <translation>尖峰</translation>
    </message>
    <message>
        <source>Peak at the start of a compute phase (EDPp); 1.4 by a secondary source</source>
        <translation>计算阶段开始时的峰值（EDPp）；二手资料为 1.4</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>沿时间</translation>
    </message>
    <message>
        <source>Time of each change of level, from power-supply storage and ramps in software</source>
        <translation>每次功率变化的时间，来自电源储能与软件爬坡</translation>
    </message>
    <message>
        <source>Storage, power</source>
        <translation>储能功率</translation>
    </message>
    <message>
        <source>PCS of all storage cabins; starts from the design</source>
        <translation>全部储能舱的 PCS；初值取自方案</translation>
    </message>
    <message>
        <source>Storage, energy</source>
        <translation>储能能量</translation>
    </message>
    <message>
        <source> MWh</source>
        <translation> MWh</translation>
    </message>
    <message>
        <source>Cells of all storage cabins; starts from the design</source>
        <translation>全部储能舱的电芯；初值取自方案</translation>
    </message>
    <message>
        <source>Storage, filter</source>
        <translation>储能滤波</translation>
    </message>
    <message>
        <source>Time constant of the controller: what is slower goes to the utility</source>
        <translation>控制器时间常数：更慢的变化交给电网</translation>
    </message>
    <message>
        <source>Limit, ramp</source>
        <translation>爬坡限值</translation>
    </message>
    <message>
        <source> MW/s</source>
        <translation> MW/s</translation>
    </message>
    <message>
        <source>Limit, range</source>
        <translation>范围限值</translation>
    </message>
    <message>
        <source>Of the utility, peak to trough; 0 = none</source>
        <translation>电网公司限值，峰谷差；0 = 无</translation>
    </message>
    <message>
        <source>Take power and storage from the design</source>
        <translation>从方案取功率与储能</translation>
    </message>
    <message>
        <source>Least storage that holds the limits</source>
        <translation>满足限值的最小储能</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>随时间</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>频谱</translation>
    </message>
    <message>
        <source>Swing</source>
        <translation>负荷波动</translation>
    </message>
    <message>
        <source>Energy rules</source>
        <translation>能量规则</translation>
    </message>
    <message>
        <source>power supplies</source>
        <translation>电源模块</translation>
    </message>
    <message>
        <source>BBUs</source>
        <translation>BBU</translation>
    </message>
    <message>
        <source>transformer</source>
        <translation>变压器</translation>
    </message>
    <message>
        <source>generating set</source>
        <translation>发电机组</translation>
    </message>
    <message>
        <source>Slots busy %1 on average, longest wait for one %2 s</source>
        <translation>槽位平均占用 %1，最长等待 %2 s</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>峰值</translation>
    </message>
    <message>
        <source>Trough</source>
        <translation>谷值</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>波动范围</translation>
    </message>
    <message>
        <source>Peak to trough</source>
        <translation>峰谷差</translation>
    </message>
    <message>
        <source>Ramp, 1/s</source>
        <translation>爬坡，每秒</translation>
    </message>
    <message>
        <source>The steeper of up and down, over the window of the limits</source>
        <translation>上升与下降中较陡者，按限值的时间窗</translation>
    </message>
    <message>
        <source>EDPp</source>
        <translation>EDPp</translation>
    </message>
    <message>
        <source>Highest mean over %1 s, of the cluster&apos;s power</source>
        <translation>%1 s 内的最高平均值，相对集群功率</translation>
    </message>
    <message>
        <source>Highest mean over %1 s, of the mean</source>
        <translation>%1 s 内的最高平均值，相对平均功率</translation>
    </message>
    <message>
        <source>Strongest line</source>
        <translation>最强谱线</translation>
    </message>
    <message>
        <source>Largest oscillation in the band of the limits</source>
        <translation>限值频带内的最大振荡</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>放出</translation>
    </message>
    <message>
        <source>Highest power of the storage</source>
        <translation>储能的最大放电功率</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>吸收</translation>
    </message>
    <message>
        <source>Highest power into the storage</source>
        <translation>储能的最大充电功率</translation>
    </message>
    <message>
        <source>Charge</source>
        <translation>荷电</translation>
    </message>
    <message>
        <source>Lowest and highest state of charge</source>
        <translation>最低与最高荷电状态</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>损耗</translation>
    </message>
    <message>
        <source>In converter and cells, with the cooling and standby of the cabins</source>
        <translation>变流器与电芯损耗，含储能舱的冷却与待机</translation>
    </message>
    <message>
        <source>Life at this</source>
        <translation>在此负荷下的寿命</translation>
    </message>
    <message>
        <source>Until the cells are worn, if the load went on so (rainflow)</source>
        <translation>若负荷一直如此，至电芯寿命终止（雨流计数）</translation>
    </message>
    <message>
        <source>limit, %1–%2 Hz</source>
        <translation>限值，%1–%2 Hz</translation>
    </message>
    <message>
        <source>%L1 s</source>
        <translation>%L1 s</translation>
    </message>
    <message>
        <source>%1 draw %2</source>
        <translation>%1用电 %2</translation>
    </message>
    <message>
        <source>%1 give %2</source>
        <translation>%1放出 %2</translation>
    </message>
    <message>
        <source>%1 give %2, charge %3</source>
        <translation>%1放出 %2，荷电 %3</translation>
    </message>
    <message>
        <source>the grid gives %1</source>
        <translation>电网供给 %1</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格）</translation>
    </message>
    <message>
        <source>Play the swing (Space)</source>
        <translation>播放功率波动（空格）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>%L1 MW and %L2 MWh</source>
        <translation>%L1 MW、%L2 MWh</translation>
    </message>
    <message>
        <source>Least storage, %1: %2 and %3 kWh, filter %4 s%5.</source>
        <translation>最小储能（%1）：%2、%3 kWh，滤波 %4 s%5。</translation>
    </message>
    <message>
        <source>That is %1 of a cabin of %2.</source>
        <translation>相当于 %1 台 %2 的储能舱。</translation>
    </message>
    <message>
        <source>Training in step</source>
        <translation>同步训练</translation>
    </message>
    <message>
        <source>Requests of a trace</source>
        <translation>实测请求</translation>
    </message>
    <message>
        <source>Requests of a model</source>
        <translation>模型请求</translation>
    </message>
    <message>
        <source>Measured power</source>
        <translation>实测功率</translation>
    </message>
    <message>
        <source>Power supplies</source>
        <translation>电源模块</translation>
    </message>
    <message>
        <source>Storage cabins</source>
        <translation>储能舱</translation>
    </message>
    <message>
        <source>20 s</source>
        <translation>20 s</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 min</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>How much of the run the plot shows</source>
        <translation>图中显示的时长</translation>
    </message>
    <message>
        <source>Speed of playing</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>Moment of the run</source>
        <translation>运行时刻</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负荷</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Storage to size</source>
        <translation>待定容的储能</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>CSV of requests</source>
        <translation>请求的 CSV</translation>
    </message>
    <message>
        <source>CSV of power</source>
        <translation>功率的 CSV</translation>
    </message>
    <message>
        <source>CSV with the columns TIMESTAMP, ContextTokens, GeneratedTokens, as the public Azure LLM traces</source>
        <translation>含 TIMESTAMP、ContextTokens、GeneratedTokens 列的 CSV，与公开的 Azure LLM 轨迹相同</translation>
    </message>
    <message>
        <source>CSV with a header such as time_s,power_kW</source>
        <translation>CSV，表头如 time_s,power_kW</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Standard deviation of the period, of itself</source>
        <translation>周期的标准差，占周期</translation>
    </message>
    <message>
        <source>A checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>0 = none; while it is written the cluster draws 30 %</source>
        <translation>0 = 无；写入期间集群用电为 30 %</translation>
    </message>
    <message>
        <source>A checkpoint lasts</source>
        <translation>检查点时长</translation>
    </message>
    <message>
        <source>Ramp at the start</source>
        <translation>启动爬坡</translation>
    </message>
    <message>
        <source>Of the job, from idle; with either ramp the run shows start and stop</source>
        <translation>作业由空闲开始的爬坡；给出任一爬坡时显示启动与停止</translation>
    </message>
    <message>
        <source>Ramp at the stop</source>
        <translation>停止爬坡</translation>
    </message>
    <message>
        <source>Of the job, down to idle; with either ramp the run shows start and stop</source>
        <translation>作业降至空闲的爬坡；给出任一爬坡时显示启动与停止</translation>
    </message>
    <message>
        <source>Requests a second</source>
        <translation>每秒请求数</translation>
    </message>
    <message>
        <source>Mean of the arrivals (Poisson)</source>
        <translation>到达率均值（泊松）</translation>
    </message>
    <message>
        <source>Context, mean</source>
        <translation>上下文，平均</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> 词元</translation>
    </message>
    <message>
        <source>Of a request, exponential about it</source>
        <translation>每个请求，按指数分布</translation>
    </message>
    <message>
        <source>Generated, mean</source>
        <translation>生成，平均</translation>
    </message>
    <message>
        <source>Arrivals last</source>
        <translation>到达持续</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Arrivals faster</source>
        <translation>到达加速</translation>
    </message>
    <message>
        <source>The trace&apos;s times divided by this: its cluster is seldom the size of yours</source>
        <translation>轨迹的时间除以此数：其集群规模很少与您的相同</translation>
    </message>
    <message>
        <source>Slots</source>
        <translation>槽位</translation>
    </message>
    <message>
        <source>Requests that all servers work on at once</source>
        <translation>所有服务器同时处理的请求数</translation>
    </message>
    <message>
        <source>Prefill</source>
        <translation>预填充</translation>
    </message>
    <message>
        <source> tokens/s</source>
        <translation> 词元/s</translation>
    </message>
    <message>
        <source>Of one slot</source>
        <translation>每个槽位</translation>
    </message>
    <message>
        <source>Decode</source>
        <translation>解码</translation>
    </message>
    <message>
        <source>Draw while decoding</source>
        <translation>解码时用电</translation>
    </message>
    <message>
        <source>Of the power in prefill, all slots</source>
        <translation>占全部槽位预填充时的功率</translation>
    </message>
    <message>
        <source>Draw while idle</source>
        <translation>空闲时用电</translation>
    </message>
    <message>
        <source>Without a request, or before a job starts</source>
        <translation>没有请求时，或作业开始之前</translation>
    </message>
    <message>
        <source>Power supplies, power</source>
        <translation>电源模块功率</translation>
    </message>
    <message>
        <source>What the storage of all power supplies gives or takes; 0 = none</source>
        <translation>全部电源模块内储能的充放功率；0 = 无</translation>
    </message>
    <message>
        <source>Power supplies, energy</source>
        <translation>电源模块能量</translation>
    </message>
    <message>
        <source> MJ</source>
        <translation> MJ</translation>
    </message>
    <message>
        <source>Of the storage in all power supplies: 1 MJ carries 1 MW for a second</source>
        <translation>全部电源模块内的储能：1 MJ 可维持 1 MW 一秒</translation>
    </message>
    <message>
        <source>Power supplies, filter</source>
        <translation>电源模块滤波</translation>
    </message>
    <message>
        <source>Time constant of the controller: what is slower goes on to the next level</source>
        <translation>控制器的时间常数：更慢的变化传到下一级</translation>
    </message>
    <message>
        <source>BBUs, power</source>
        <translation>BBU 功率</translation>
    </message>
    <message>
        <source>What the battery backup units of all racks give or take; 0 = none</source>
        <translation>全部机柜 BBU 的充放功率；0 = 无</translation>
    </message>
    <message>
        <source>BBUs, energy</source>
        <translation>BBU 能量</translation>
    </message>
    <message>
        <source> kWh</source>
        <translation> kWh</translation>
    </message>
    <message>
        <source>Cells of the battery backup units of all racks</source>
        <translation>全部机柜 BBU 的电芯</translation>
    </message>
    <message>
        <source>BBUs, filter</source>
        <translation>BBU 滤波</translation>
    </message>
    <message>
        <source>Storage, ramp</source>
        <translation>储能爬坡</translation>
    </message>
    <message>
        <source>Most that the smoothed power may change; 0 = not limited</source>
        <translation>平滑后功率的最大变化率；0 = 不限</translation>
    </message>
    <message>
        <source>Transformer</source>
        <translation>变压器</translation>
    </message>
    <message>
        <source> MVA</source>
        <translation> MVA</translation>
    </message>
    <message>
        <source>0 = none; losses of 0.1 % and 0.9 % of the rating, as the catalogue&apos;s 2 MVA</source>
        <translation>0 = 无；损耗为额定的 0.1 % 与 0.9 %，与目录中的 2 MVA 相同</translation>
    </message>
    <message>
        <source>Generating set</source>
        <translation>发电机组</translation>
    </message>
    <message>
        <source>Judged whether it could carry the load: block of load, least load; 0 = none</source>
        <translation>判断其能否承担该负荷：突加负荷、最低负荷；0 = 无</translation>
    </message>
    <message>
        <source>Of the utility; 0 = none</source>
        <translation>电网公司的要求；0 = 无</translation>
    </message>
    <message>
        <source>Ramps over</source>
        <translation>爬坡时间窗</translation>
    </message>
    <message>
        <source>Change of the power over this time, divided by it</source>
        <translation>该时间内的功率变化除以该时间</translation>
    </message>
    <message>
        <source>Limit, peak</source>
        <translation>峰值限值</translation>
    </message>
    <message>
        <source>Of the connection; 0 = none</source>
        <translation>并网容量；0 = 无</translation>
    </message>
    <message>
        <source>Limit, EDPp</source>
        <translation>EDPp 限值</translation>
    </message>
    <message>
        <source>Highest mean over 50 ms, of the cluster&apos;s power (of the mean, for measured power); 0 = none</source>
        <translation>50 ms 内的最高平均值，相对集群功率（实测功率则相对平均值）；0 = 无</translation>
    </message>
    <message>
        <source>Band from</source>
        <translation>频带下限</translation>
    </message>
    <message>
        <source> Hz</source>
        <translation> Hz</translation>
    </message>
    <message>
        <source>Oscillations that the utility looks at (arXiv 2508.14318: 0.1–20 Hz)</source>
        <translation>电网公司关注的振荡（arXiv 2508.14318：0.1–20 Hz）</translation>
    </message>
    <message>
        <source>Band to</source>
        <translation>频带上限</translation>
    </message>
    <message>
        <source>Limit in the band</source>
        <translation>频带内限值</translation>
    </message>
    <message>
        <source>Of the utility, amplitude of the strongest oscillation; 0 = none</source>
        <translation>电网公司的要求，最强振荡的幅值；0 = 无</translation>
    </message>
    <message>
        <source>From the racks to the connection</source>
        <translation>从机柜到并网点</translation>
    </message>
    <message>
        <source>Limits of the utility</source>
        <translation>电网公司的限值</translation>
    </message>
</context>
<context>
    <name>plenum::app::TimeBar</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Back to the present (L)</source>
        <translation>回到当前（L）</translation>
    </message>
    <message>
        <source>The newest values are shown. Click to hold this moment (L)</source>
        <translation>正在显示最新数值。单击可停在此刻（L）</translation>
    </message>
    <message>
        <source>No source is started: no new values come in.</source>
        <translation>没有启动数据源：不会有新数值。</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格键）</translation>
    </message>
    <message>
        <source>Play the history (Space)</source>
        <translation>播放历史（空格键）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Present, no source started</source>
        <translation>当前，未启动数据源</translation>
    </message>
    <message>
        <source>%1 · playing %2×</source>
        <translation>%1 · 以 %2× 播放</translation>
    </message>
    <message>
        <source>%1 · paused</source>
        <translation>%1 · 已暂停</translation>
    </message>
    <message>
        <source>History: %1 h</source>
        <translation>历史：%1 小时</translation>
    </message>
    <message>
        <source>History: %1 days</source>
        <translation>历史：%1 天</translation>
    </message>
    <message>
        <source>No history yet: start a source in the live values panel; what it sends is recorded beside the project.</source>
        <translation>尚无历史：请在实时数据面板中启动数据源；收到的数据会记录在项目旁边。</translation>
    </message>
    <message>
        <source>A history is there, but none of its points is bound to an object: add a rule to the binding in the live values panel.</source>
        <translation>已有历史，但其中没有测点绑定到对象：请在实时数据面板中添加绑定规则。</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Span of the time bar</source>
        <translation>时间条的跨度</translation>
    </message>
    <message>
        <source>Speed of playing</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>To the beginning (Home)</source>
        <translation>到开头（Home）</translation>
    </message>
    <message>
        <source>One step back (←)</source>
        <translation>后退一步（←）</translation>
    </message>
    <message>
        <source>One step on (→)</source>
        <translation>前进一步（→）</translation>
    </message>
    <message>
        <source>To the end (End)</source>
        <translation>到末尾（End）</translation>
    </message>
    <message>
        <source>Time bar</source>
        <translation>时间条</translation>
    </message>
</context>
<context>
    <name>plenum::app::TopBar</name>
    <message>
        <source>Search or run a command   Ctrl+K</source>
        <translation>搜索或运行命令   Ctrl+K</translation>
    </message>
    <message>
        <source>unsaved project</source>
        <translation>未保存的项目</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Nothing solved yet</source>
        <translation>尚未求解</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>计算中</translation>
    </message>
    <message>
        <source>Coarse · %1 · refining</source>
        <translation>粗算 · %1 · 细化中</translation>
    </message>
    <message>
        <source>Settled · %1 · balance %2</source>
        <translation>已收敛 · %1 · 平衡误差 %2</translation>
    </message>
    <message>
        <source>No steady state</source>
        <translation>无稳态解</translation>
    </message>
    <message>
        <source>%1: %2 iterations, residual %3, %4 ms</source>
        <translation>%1：迭代 %2 次，残差 %3，%4 ms</translation>
    </message>
    <message>
        <source>Not settled: %1</source>
        <translation>未收敛：%1</translation>
    </message>
</context>
<context>
    <name>plenum::app::TrendChart</name>
    <message>
        <source>Select an object to see its recorded values.</source>
        <translation>选择一个对象以查看其记录值。</translation>
    </message>
    <message>
        <source>No point is bound to this object.</source>
        <translation>没有测点绑定到此对象。</translation>
    </message>
    <message>
        <source>No history yet: start a source in the live values panel.</source>
        <translation>尚无历史：请在实时数据面板中启动数据源。</translation>
    </message>
    <message>
        <source>The first %1 points are shown.</source>
        <translation>只显示前 %1 个测点。</translation>
    </message>
    <message>
        <source>high %1</source>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>low %1</source>
        <translation>下限 %1</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>Span of the charts; the wheel zooms, dragging moves, Home shows the span again</source>
        <translation>曲线图的跨度；滚轮缩放，拖动平移，Home 恢复跨度</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>复制为 CSV</translation>
    </message>
    <message>
        <source>Recorded values</source>
        <translation>记录值</translation>
    </message>
</context>
<context>
    <name>plenum::app::ViewBar</name>
    <message>
        <source>Overlay</source>
        <translation>叠加层</translation>
    </message>
    <message>
        <source>Air field</source>
        <translation>空气场</translation>
    </message>
    <message>
        <source>Show the hall air on the section plane and the floor</source>
        <translation>在剖面和地面上显示机房空气</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>分级色带</translation>
    </message>
    <message>
        <source>Colours in ten steps in place of a smooth map</source>
        <translation>用十级颜色代替连续色图</translation>
    </message>
    <message>
        <source>Lock range</source>
        <translation>锁定范围</translation>
    </message>
    <message>
        <source>Keep the range of colours while values change</source>
        <translation>数值变化时保持颜色范围不变</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>剖面</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Horizontal</source>
        <translation>水平</translation>
    </message>
    <message>
        <source>Across x</source>
        <translation>垂直于 x</translation>
    </message>
    <message>
        <source>Across y</source>
        <translation>垂直于 y</translation>
    </message>
    <message>
        <source>The plane through the hall air: level at a height, or upright at a place along x or y</source>
        <translation>穿过机房空气的平面：某一高度的水平面，或沿 x 或 y 某处的竖直面</translation>
    </message>
    <message>
        <source>Position of the section</source>
        <translation>剖面位置</translation>
    </message>
    <message>
        <source>Position of the section: height over the floor, x or y</source>
        <translation>剖面位置：距地板高度、x 或 y</translation>
    </message>
    <message>
        <source>Air picture</source>
        <translation>气流图</translation>
    </message>
    <message>
        <source>Streamlines, a surface of equal temperature, arrows on the section</source>
        <translation>流线、等温面、剖面上的箭头</translation>
    </message>
</context>
<context>
    <name>plenum::app::ViewState</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>measured %1 ago</source>
        <translation>%1前实测</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>估计</translation>
    </message>
    <message>
        <source>estimated, %1 ago</source>
        <translation>%1前的估计值</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>过期</translation>
    </message>
    <message>
        <source>stale: %1 old</source>
        <translation>已过期:%1前的值</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
</context>
<context>
    <name>plenum::app::ViewsModel</name>
    <message>
        <source>View %1</source>
        <translation>视图 %1</translation>
    </message>
    <message>
        <source>Return or double click shows it</source>
        <translation>按回车或双击即可显示</translation>
    </message>
    <message>
        <source>its variant is gone</source>
        <translation>其方案已不存在</translation>
    </message>
</context>
<context>
    <name>plenum::app::ViewsPanel</name>
    <message>
        <source>Saved views</source>
        <translation>保存的视图</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What the picture shows and why it matters</source>
        <translation>画面展示了什么，为何重要</translation>
    </message>
    <message>
        <source>A view keeps camera, variant, overlay and section, and what is to be said about them. Add the one that is shown now.</source>
        <translation>视图保存相机、方案、着色和剖面，以及对它们的说明。请添加当前显示的视图。</translation>
    </message>
    <message>
        <source>Add current</source>
        <translation>添加当前视图</translation>
    </message>
    <message>
        <source>Keep what is shown now as a new view</source>
        <translation>把当前显示保存为新视图</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Take what is shown now into the selected view; name and caption stay</source>
        <translation>把当前显示存入所选视图；名称和说明不变</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the selected view (Delete)</source>
        <translation>删除所选视图（Delete）</translation>
    </message>
    <message>
        <source>Earlier in the presentation (Alt+Up)</source>
        <translation>在演示中前移（Alt+Up）</translation>
    </message>
    <message>
        <source>Later in the presentation (Alt+Down)</source>
        <translation>在演示中后移（Alt+Down）</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Step through the views, full screen</source>
        <translation>全屏逐个演示视图</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Pictures of the views, or the report of the comparison</source>
        <translation>视图的图片，或对比报告</translation>
    </message>
</context>
<context>
    <name>plenum::app::VtkWidget</name>
    <message>
        <source>No OpenGL here: the 3D view is off. The plan and all results work.</source>
        <translation>此处没有 OpenGL：三维视图已关闭。平面图和全部结果仍可使用。</translation>
    </message>
</context>
<context>
    <name>plenum::app::WhatIfPanel</name>
    <message>
        <source>Select cooling or power equipment in a view.</source>
        <translation>请在视图中选择制冷或供电设备。</translation>
    </message>
    <message>
        <source>The site has none.</source>
        <translation>该场地没有此类设备。</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 等，另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>How long do I have?</source>
        <translation>还有多长时间？</translation>
    </message>
    <message>
        <source>Not solved: %1</source>
        <translation>未求解：%1</translation>
    </message>
    <message>
        <source>%1: %2 throttles first</source>
        <translation>%1：%2 最先降频</translation>
    </message>
    <message>
        <source>without power</source>
        <translation>断电</translation>
    </message>
    <message>
        <source>never</source>
        <translation>不会</translation>
    </message>
    <message>
        <source>Time after it, s</source>
        <translation>事后时间，s</translation>
    </message>
    <message>
        <source>Chip temperature, %1</source>
        <translation>芯片温度，%1</translation>
    </message>
    <message>
        <source>throttles</source>
        <translation>降频</translation>
    </message>
    <message>
        <source>What fails</source>
        <translation>故障对象</translation>
    </message>
    <message>
        <source>Selected objects</source>
        <translation>所选对象</translation>
    </message>
    <message>
        <source>Everything of side A</source>
        <translation>A 侧全部</translation>
    </message>
    <message>
        <source>Everything of side B</source>
        <translation>B 侧全部</translation>
    </message>
    <message>
        <source>All heat rejection</source>
        <translation>全部散热设备</translation>
    </message>
    <message>
        <source>All facility pumps</source>
        <translation>全部冷却水泵</translation>
    </message>
    <message>
        <source>All CDUs</source>
        <translation>全部 CDU</translation>
    </message>
    <message>
        <source>IT load after it</source>
        <translation>事后 IT 负载</translation>
    </message>
    <message>
        <source>Looked ahead</source>
        <translation>预测时长</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source>No computer of this design hangs on a coolant loop or draws hall air.</source>
        <translation>此设计中没有接入冷却回路或吸入机房空气的计算设备。</translation>
    </message>
    <message>
        <source>No rack meets a limit within %1</source>
        <translation>%1 内没有机柜达到限值</translation>
    </message>
    <message>
        <source>%1: the inlet of %2 is too warm first</source>
        <translation>%1：%2 的进风最先过热</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 computers throttle, %3 draw air above their class, %4 lose power; %n cooling unit(s) stop.</source>
        <translation>
            <numerusform>%2 台计算设备中 %1 台降频，%3 台进风超出其等级，%4 台失电；%n 台冷却设备停机。</numerusform>
        </translation>
    </message>
    <message>
        <source>inlet air</source>
        <translation>进风</translation>
    </message>
    <message>
        <source>chips</source>
        <translation>芯片</translation>
    </message>
    <message>
        <source>over %1</source>
        <translation>超过 %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Inlet temperature, %1</source>
        <translation>进风温度，%1</translation>
    </message>
    <message>
        <source>allowable</source>
        <translation>允许值</translation>
    </message>
    <message>
        <source>All air units</source>
        <translation>所有空调末端</translation>
    </message>
    <message>
        <source>Chips</source>
        <translation>芯片</translation>
    </message>
    <message>
        <source>Inlet air</source>
        <translation>进风</translation>
    </message>
    <message>
        <source>Air set points move by</source>
        <translation>送风设定值改变</translation>
    </message>
    <message>
        <source>Of the supply air of every air unit that goes on running</source>
        <translation>所有继续运行的空调末端的送风温度</translation>
    </message>
    <message>
        <source>Refined air (minutes a hall)</source>
        <translation>精细气流（每个机房数分钟）</translation>
    </message>
    <message>
        <source>Momentum, buoyancy and turbulence in time; without it the air follows the flow of the moment</source>
        <translation>随时间求解动量、浮力与湍流；否则空气按当时的流场变化</translation>
    </message>
    <message>
        <source>Coolant loops and hall air in time from the present state: heat in coolant, vessels, cold plates, air, racks and walls (Return; Esc stops)</source>
        <translation>从当前状态起随时间计算冷却回路与机房空气：冷却液、容器、冷板、空气、机柜与墙体的蓄热（回车运行；Esc 停止）</translation>
    </message>
    <message>
        <source>Limit after</source>
        <translation>达限时间</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>Hottest</source>
        <translation>最高</translation>
    </message>
    <message>
        <source>%1 moves from %2 % to %3 % open, at most %4 from its set point</source>
        <translation>%1 开度从 %2% 变为 %3%，与设定值最多相差 %4</translation>
    </message>
</context>
<context>
    <name>plenum::app::WhySection</name>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Inlet over rack height</source>
        <translation>进风温度沿机柜高度的分布</translation>
    </message>
    <message>
        <source>No result yet.</source>
        <translation>尚无结果。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; binds first</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; 最先受限</translation>
    </message>
    <message>
        <source>Nothing limits this object.</source>
        <translation>此对象不受任何限制。</translation>
    </message>
</context>
<context>
    <name>twin</name>
    <message>
        <source>{0} cannot be read. Check the path and the permissions.</source>
        <translation>无法读取 {0}。请检查路径和权限。</translation>
    </message>
    <message>
        <source>{0} cannot be written. Check the folder, its permissions and the free space.</source>
        <translation>无法写入 {0}。请检查文件夹、权限和剩余空间。</translation>
    </message>
    <message>
        <source>Connect {0} to {1}</source>
        <translation>将 {0} 连接到 {1}</translation>
    </message>
    <message>
        <source>Disconnect {0} from {1}</source>
        <translation>断开 {0} 与 {1} 的连接</translation>
    </message>
    <message>
        <source>The air flow was not solved to the accuracy asked for.</source>
        <translation>气流求解未达到要求的精度。</translation>
    </message>
    <message>
        <source>{0} cannot draw air: all its intakes are blocked.</source>
        <translation>{0} 无法吸入空气：其进风口全部被堵。</translation>
    </message>
    <message>
        <source>{0} cannot give air: all its outlets are blocked.</source>
        <translation>{0} 无法送出空气：其出风口全部被堵。</translation>
    </message>
    <message>
        <source>{1} of {2} intakes of {0} are blocked; the others draw its air.</source>
        <translation>{0} 的 {2} 个进风口中有 {1} 个被堵；其余进风口承担其风量。</translation>
    </message>
    <message>
        <source>{1} of {2} outlets of {0} are blocked; the others give its air.</source>
        <translation>{0} 的 {2} 个出风口中有 {1} 个被堵；其余出风口承担其风量。</translation>
    </message>
    <message>
        <source>Leave at least one cell of free space in front of the opening.</source>
        <translation>在开口前至少留出一个网格的自由空间。</translation>
    </message>
    <message>
        <source>{0} gives {1} kW to the air but moves no air.</source>
        <translation>{0} 向空气散热 {1} kW，却不带动任何空气。</translation>
    </message>
    <message>
        <source>Set its air flow.</source>
        <translation>请设置其风量。</translation>
    </message>
    <message>
        <source>The closed space at {0} receives {1} m³/s more air than is drawn from it; the rest leaks evenly into the hall.</source>
        <translation>{0} 处的封闭空间送入的空气比抽走的多 {1} m³/s；多余部分均匀漏入机房。</translation>
    </message>
    <message>
        <source>The closed space at {0} receives {1} m³/s less air than is drawn from it; the rest leaks in evenly from the hall.</source>
        <translation>{0} 处的封闭空间送入的空气比抽走的少 {1} m³/s；不足部分从机房均匀漏入。</translation>
    </message>
    <message>
        <source>Match supply and rack air flow, or open the containment.</source>
        <translation>使送风量与机柜风量匹配，或打开通道封闭。</translation>
    </message>
    <message>
        <source>{0} cannot be used for the air field: {1}.</source>
        <translation>{0} 不能用于空气场：{1}。</translation>
    </message>
    <message>
        <source>Hall length</source>
        <translation>机房长度</translation>
    </message>
    <message>
        <source>Hall width</source>
        <translation>机房宽度</translation>
    </message>
    <message>
        <source>Hall height</source>
        <translation>机房高度</translation>
    </message>
    <message>
        <source>Cell size</source>
        <translation>网格尺寸</translation>
    </message>
    <message>
        <source>Cell height</source>
        <translation>网格高度</translation>
    </message>
    <message>
        <source>Air density</source>
        <translation>空气密度</translation>
    </message>
    <message>
        <source>Heat capacity of air</source>
        <translation>空气热容</translation>
    </message>
    <message>
        <source>Number of cells</source>
        <translation>网格数</translation>
    </message>
    <message>
        <source>Position of a solid</source>
        <translation>实体位置</translation>
    </message>
    <message>
        <source>Air flow</source>
        <translation>风量</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热量</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Supply temperature</source>
        <translation>供给温度</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>开口</translation>
    </message>
    <message>
        <source>The hall has no steady state: {0} kW of heat, but its coolers remove {1} kW at most.</source>
        <translation>机房没有稳态：热量为 {0} kW，而空调最多带走 {1} kW。</translation>
    </message>
    <message>
        <source>Add coolers, raise their capacity or lower the load.</source>
        <translation>增加空调、提高其容量或降低负载。</translation>
    </message>
    <message>
        <source>The air at {0} finds no steady temperature: too little of it reaches a cooler with capacity to spare.</source>
        <translation>{0} 处的空气找不到稳定温度：到达仍有余量的空调的空气太少。</translation>
    </message>
    <message>
        <source>Give the exhaust a way to a cooler and the intake a way from one.</source>
        <translation>为排风提供通往空调的路径，并为进风提供来自空调的路径。</translation>
    </message>
    <message>
        <source>{0} supplies the floor void, but the room has no perforated tile; its air is taken to leave at its front.</source>
        <translation>{0} 向架空地板下送风，但房间内没有开孔地板；按空气从其正面送出处理。</translation>
    </message>
    <message>
        <source>Place perforated tiles in the cold aisles.</source>
        <translation>在冷通道中布置开孔地板。</translation>
    </message>
    <message>
        <source>no live feed</source>
        <translation>没有带电的馈电</translation>
    </message>
    <message>
        <source>{0}: {1} left after loss of the other side</source>
        <translation>{0}: 失去另一侧后剩余 {1}</translation>
    </message>
    <message>
        <source>Floor: {0} of {1}</source>
        <translation>楼板: {1} 中的 {0}</translation>
    </message>
    <message>
        <source>Inlet: {0}, {1} to the recommended limit</source>
        <translation>进风: {0}，距推荐限值 {1}</translation>
    </message>
    <message>
        <source>no coolant loop</source>
        <translation>没有冷却液回路</translation>
    </message>
    <message>
        <source>Loop: {0} margin at {1} supply</source>
        <translation>回路: 裕度 {0}，供液 {1}</translation>
    </message>
    <message>
        <source>collides with {0}</source>
        <translation>与 {0} 碰撞</translation>
    </message>
    <message>
        <source>Clearance: {0} to {1}</source>
        <translation>净距: {0}，至 {1}</translation>
    </message>
    <message>
        <source>{0} has no live feed and stands still.</source>
        <translation>{0} 没有带电的馈电，处于停机状态。</translation>
    </message>
    <message>
        <source>Connect feed1 (and feed2) to a busway, PDU or switchgear.</source>
        <translation>将 feed1（以及 feed2）连接到母线、PDU 或开关柜。</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>算力</translation>
    </message>
    <message>
        <source>no rack states its compute</source>
        <translation>没有机柜注明算力</translation>
    </message>
    <message>
        <source>mixed precisions do not add</source>
        <translation>混合精度不能相加</translation>
    </message>
    <message>
        <source>{0}, {1} · {2}</source>
        <translation>{0}，{1} · {2}</translation>
    </message>
    <message>
        <source>Sum of the peak compute stated for each powered rack; equation (2) of SPCF gives the efficiency CE = F / IT.</source>
        <translation>各带电机柜所注峰值算力之和；SPCF 式 (2) 给出能效 CE = F / IT。</translation>
    </message>
    <message>
        <source>installed, rated · β 1.2, GCOP 3, α 1.85, η 0.95</source>
        <translation>装机、额定 · β 1.2，GCOP 3，α 1.85，η 0.95</translation>
    </message>
    <message>
        <source>SPCF equation ({0}): {1}. doi 10.11959/j.issn.1000-0801.2026046. A rating; no PUE follows from it.</source>
        <translation>SPCF 式 ({0})：{1}。doi 10.11959/j.issn.1000-0801.2026046。此为额定值；不能由此得出 PUE。</translation>
    </message>
    <message>
        <source>C, installed</source>
        <translation>C（装机）</translation>
    </message>
    <message>
        <source>P, installed</source>
        <translation>P（装机）</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空间</translation>
    </message>
    <message>
        <source>{0} of IT power</source>
        <translation>IT 功率的 {0}</translation>
    </message>
    <message>
        <source>Sum of the areas of all rooms of the site, by their outlines.</source>
        <translation>园区内所有房间按轮廓计算的面积之和。</translation>
    </message>
    <message>
        <source>IT power</source>
        <translation>IT 功率</translation>
    </message>
    <message>
        <source>{0} racks powered</source>
        <translation>{0} 个机柜带电</translation>
    </message>
    <message>
        <source>Sum over powered racks of the counted power (nameplate, allocated or measured) times the load fraction of their class.</source>
        <translation>对各带电机柜求和：计入功率（铭牌、分配或实测）乘以其负载类别的负载率。</translation>
    </message>
    <message>
        <source>PUE, this operating point</source>
        <translation>PUE（当前工况）</translation>
    </message>
    <message>
        <source>{0} facility at {1} outdoors</source>
        <translation>设施 {0} · 室外 {1}</translation>
    </message>
    <message>
        <source>Facility power over IT power in this one state: {0} / {1}. Only a year gives the PUE of ISO/IEC 30134-2.</source>
        <translation>此一工况下设施功率与 IT 功率之比：{0} / {1}。ISO/IEC 30134-2 的 PUE 只能由全年得出。</translation>
    </message>
    <message>
        <source>Worst inlet</source>
        <translation>最差进风</translation>
    </message>
    <message>
        <source>{0} · recommended to {1}</source>
        <translation>{0} · 推荐 ≤ {1}</translation>
    </message>
    <message>
        <source>Loop margin, worst</source>
        <translation>最差回路裕度</translation>
    </message>
    <message>
        <source>{0}</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>Pressure over the branch less what it drops at the flow it needs to return at its limit; smallest of all liquid-cooled racks.</source>
        <translation>支路压差减去使回液恰达限值所需流量下的压降；取所有液冷机柜中的最小值。</translation>
    </message>
    <message>
        <source>Feed headroom after loss</source>
        <translation>单侧失电后馈电裕度</translation>
    </message>
    <message>
        <source>binding: {0}</source>
        <translation>受限于：{0}</translation>
    </message>
    <message>
        <source>One less the load over the usable rating of the most loaded element, when the other supply side is lost.</source>
        <translation>失去另一供电侧时，1 减去负载最重元件的负载与可用额定值之比。</translation>
    </message>
    <message>
        <source>Reserved places</source>
        <translation>预留占位</translation>
    </message>
    <message>
        <source>drawn on the plan</source>
        <translation>绘于平面图上</translation>
    </message>
    <message>
        <source>Places that the design keeps free for racks.</source>
        <translation>设计为机柜保留的位置。</translation>
    </message>
    <message>
        <source>Utility = IT + cooling + losses</source>
        <translation>市电 = IT + 制冷 + 损耗</translation>
    </message>
    <message>
        <source>Heat into hall air = heat taken by coolers</source>
        <translation>散入机房空气的热量 = 空调带走的热量</translation>
    </message>
    <message>
        <source>Heat into cold plates = heat over CDUs</source>
        <translation>传入冷板的热量 = 经 CDU 的热量</translation>
    </message>
    <message>
        <source>Utility = heat to the ambient</source>
        <translation>市电 = 排向环境的热量</translation>
    </message>
    <message>
        <source>{0} has no live feed; it draws nothing and computes nothing.</source>
        <translation>{0} 没有带电的馈电；不耗电，也不计算。</translation>
    </message>
    <message>
        <source>Connect feed1 and feed2 to busways or PDUs of both sides.</source>
        <translation>将 feed1 和 feed2 连接到两侧的母线或 PDU。</translation>
    </message>
    <message>
        <source>{0} goes down with one supply side.</source>
        <translation>{0} 随一个供电侧失电而停机。</translation>
    </message>
    <message>
        <source>Give it a feed from the other side.</source>
        <translation>从另一侧为其供电。</translation>
    </message>
    <message>
        <source>{0} carries {1} of its usable {2} in the normal state.</source>
        <translation>{0} 在正常状态下承载 {1}，可用额定值为 {2}。</translation>
    </message>
    <message>
        <source>Move {0} of load to another feed, or raise the rating.</source>
        <translation>将 {0} 的负载移到另一馈电，或提高额定值。</translation>
    </message>
    <message>
        <source>{0} would carry {1} of its usable {2} after loss of the other side.</source>
        <translation>失去另一侧后，{0} 将承载 {1}，可用额定值为 {2}。</translation>
    </message>
    <message>
        <source>Move {0} of load to another pair of feeds, or raise the rating.</source>
        <translation>将 {0} 的负载移到另一对馈电，或提高额定值。</translation>
    </message>
    <message>
        <source>{0} loses {1} of its voltage.</source>
        <translation>{0} 的电压降为 {1}。</translation>
    </message>
    <message>
        <source>Shorten the run or take a larger section.</source>
        <translation>缩短线路或增大截面。</translation>
    </message>
    <message>
        <source>Inlet of {0} reaches {1}, above the recommended {2}.</source>
        <translation>{0} 的进风达到 {1}，高于推荐的 {2}。</translation>
    </message>
    <message>
        <source>Close the way of the hot air (containment, blanking), supply more air here, or move the rack.</source>
        <translation>阻断热风通路（通道封闭、盲板），在此处增加送风，或移动机柜。</translation>
    </message>
    <message>
        <source>{0} cannot hold its set point: it gives {1}.</source>
        <translation>{0} 无法保持设定值：其供给为 {1}。</translation>
    </message>
    <message>
        <source>Connect it to facility water, add a unit, or spread the load.</source>
        <translation>将其接入一次侧冷却水、增加机组，或分散负载。</translation>
    </message>
    <message>
        <source>{0} sends {1} of its heat to liquid but has no coolant; all of it goes to the air.</source>
        <translation>{0} 将 {1} 的热量传给液体，但没有冷却液；全部热量散入空气。</translation>
    </message>
    <message>
        <source>Connect tcs_in and tcs_out to the manifolds of a running loop.</source>
        <translation>将 tcs_in 和 tcs_out 连接到运行中回路的分集水器。</translation>
    </message>
    <message>
        <source>{0} gets {1} of coolant and needs {2} at {3} supply.</source>
        <translation>{0} 得到冷却液 {1}，在供液 {3} 时需要 {2}。</translation>
    </message>
    <message>
        <source>Raise the Δp set point, lower the supply temperature, or add a CDU.</source>
        <translation>提高 Δp 设定值、降低供液温度，或增加 CDU。</translation>
    </message>
    <message>
        <source>{0} moves {1}, more than its rated {2}.</source>
        <translation>{0} 传递 {1}，超过其额定值 {2}。</translation>
    </message>
    <message>
        <source>Add a CDU to this loop or move racks to another.</source>
        <translation>为此回路增加 CDU，或将机柜移到其他回路。</translation>
    </message>
    <message>
        <source>{0} leaves at {1}; its set point is {2}.</source>
        <translation>{0} 出口为 {1}；其设定值为 {2}。</translation>
    </message>
    <message>
        <source>Raise the set point, add capacity, or cool the source further.</source>
        <translation>提高设定值、增加容量，或进一步冷却冷源。</translation>
    </message>
    <message>
        <source>{0} supplies {1}, within 2 K of the hall dew point {2}.</source>
        <translation>{0} 供液 {1}，与机房露点 {2} 相差不到 2 K。</translation>
    </message>
    <message>
        <source>Raise the supply set point or dry the hall air.</source>
        <translation>提高供液设定值，或对机房空气除湿。</translation>
    </message>
    <message>
        <source>{0} loads the floor with {1}; {2} carries {3}.</source>
        <translation>{0} 对楼板的荷载为 {1}；{2} 的承载力为 {3}。</translation>
    </message>
    <message>
        <source>Spread the load (larger clearances, a frame) or choose another place.</source>
        <translation>分散荷载（加大净距、加装承重架），或另选位置。</translation>
    </message>
    <message>
        <source>{0} is in the format {1}; this program reads {2}.</source>
        <translation>{0} 的格式为 {1}；本程序读取 {2}。</translation>
    </message>
    <message>
        <source>Choose a catalogue file.</source>
        <translation>请选择设备库文件。</translation>
    </message>
    <message>
        <source>Did you mean {0}?</source>
        <translation>是否指 {0}？</translation>
    </message>
    <message>
        <source>{0} further problems are not listed.</source>
        <translation>另有 {0} 个问题未列出。</translation>
    </message>
    <message>
        <source>Correct the listed ones and read the document again.</source>
        <translation>更正已列出的问题，然后重新读取文档。</translation>
    </message>
    <message>
        <source>Here must be {0}, not {1}.</source>
        <translation>此处应为{0}，而不是{1}。</translation>
    </message>
    <message>
        <source>Write a finite number without quotes; leave the member out for its default.</source>
        <translation>写入不带引号的有限数值；省略此成员则取默认值。</translation>
    </message>
    <message>
        <source>See the layout schema for what this member holds.</source>
        <translation>此成员的内容见布局模式（schema）。</translation>
    </message>
    <message>
        <source>{0} is not known here and is ignored.</source>
        <translation>此处不认识 {0}，已忽略。</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>请删除它。</translation>
    </message>
    <message>
        <source>{0} is missing.</source>
        <translation>缺少 {0}。</translation>
    </message>
    <message>
        <source>Add the member {0}.</source>
        <translation>请添加成员 {0}。</translation>
    </message>
    <message>
        <source>{0} is {1}.</source>
        <translation>{0} 为 {1}。</translation>
    </message>
    <message>
        <source>Enter a value within the allowed range.</source>
        <translation>请输入允许范围内的值。</translation>
    </message>
    <message>
        <source>{0} is not an id.</source>
        <translation>{0} 不是标识符。</translation>
    </message>
    <message>
        <source>Ids are 16 hexadecimal digits, not all zero.</source>
        <translation>标识符为 16 位十六进制数字，且不全为零。</translation>
    </message>
    <message>
        <source>A point has three coordinates; here are {0}.</source>
        <translation>一个点有三个坐标；此处有 {0} 个。</translation>
    </message>
    <message>
        <source>Write [x, y, z] in metres.</source>
        <translation>以米为单位写作 [x, y, z]。</translation>
    </message>
    <message>
        <source>A coordinate of {0} m is not on any site.</source>
        <translation>任何园区都不会有 {0} m 的坐标。</translation>
    </message>
    <message>
        <source>Coordinates are metres from the site&apos;s origin.</source>
        <translation>坐标是相对园区原点的米数。</translation>
    </message>
    <message>
        <source>There is no kind {0}.</source>
        <translation>没有种类 {0}。</translation>
    </message>
    <message>
        <source>Choose one of the kinds of the layout schema.</source>
        <translation>请从布局模式（schema）的种类中选择。</translation>
    </message>
    <message>
        <source>{0} cannot be {1}.</source>
        <translation>{0} 不能为 {1}。</translation>
    </message>
    <message>
        <source>Choose one of {0}.</source>
        <translation>请从 {0} 中选择。</translation>
    </message>
    <message>
        <source>Enter a value within the allowed range; the unit is part of the key.</source>
        <translation>请输入允许范围内的值；单位是键名的一部分。</translation>
    </message>
    <message>
        <source>There is no parameter {0}.</source>
        <translation>没有参数 {0}。</translation>
    </message>
    <message>
        <source>Remove it, or see the layout schema.</source>
        <translation>请删除它，或参见布局模式（schema）。</translation>
    </message>
    <message>
        <source>{0} has no effect on this kind ({1}).</source>
        <translation>{0} 对此种类（{1}）不起作用。</translation>
    </message>
    <message>
        <source>The id {0} is given to two types.</source>
        <translation>标识符 {0} 被用于两个型号。</translation>
    </message>
    <message>
        <source>Give each type an id of its own.</source>
        <translation>请为每个型号分配各自的标识符。</translation>
    </message>
    <message>
        <source>{0} is given twice.</source>
        <translation>{0} 给出了两次。</translation>
    </message>
    <message>
        <source>Remove one; the first counts.</source>
        <translation>请删除其中一个；以第一个为准。</translation>
    </message>
    <message>
        <source>{0}, line {1}, column {2}: {3}.</source>
        <translation>{0}，第 {1} 行，第 {2} 列：{3}。</translation>
    </message>
    <message>
        <source>Correct the text at this place; a comma, quote or bracket is often missing just before it.</source>
        <translation>更正此处的文本；往往是紧前面缺少逗号、引号或括号。</translation>
    </message>
    <message>
        <source>Is this a layout document? Split it, or open the project file instead.</source>
        <translation>这是布局文档吗？请拆分它，或改为打开项目文件。</translation>
    </message>
    <message>
        <source>{0} has more than {1} values.</source>
        <translation>{0} 的值超过 {1} 个。</translation>
    </message>
    <message>
        <source>{0} is nested deeper than {1} levels.</source>
        <translation>{0} 的嵌套超过 {1} 层。</translation>
    </message>
    <message>
        <source>{0} is {1} MB long; at most {2} MB are read.</source>
        <translation>{0} 长 {1} MB；最多读取 {2} MB。</translation>
    </message>
    <message>
        <source>Split the layout, or open the project file instead.</source>
        <translation>请拆分布局，或改为打开项目文件。</translation>
    </message>
    <message>
        <source>nothing (null)</source>
        <translation>空值（null）</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>a list [ ]</source>
        <translation>列表 [ ]</translation>
    </message>
    <message>
        <source>an object { }</source>
        <translation>对象 { }</translation>
    </message>
    <message>
        <source>The document has no variant.</source>
        <translation>文档中没有方案。</translation>
    </message>
    <message>
        <source>Add one variant with its items.</source>
        <translation>请添加一个方案及其对象。</translation>
    </message>
    <message>
        <source>No variant has the object {0} that is out of service.</source>
        <translation>没有任何方案含有已停运的对象 {0}。</translation>
    </message>
    <message>
        <source>Remove it from the list.</source>
        <translation>请将其从列表中移除。</translation>
    </message>
    <message>
        <source>The id {0} is given to two variants.</source>
        <translation>标识符 {0} 被用于两个方案。</translation>
    </message>
    <message>
        <source>Give each variant an id of its own.</source>
        <translation>请为每个方案分配各自的标识符。</translation>
    </message>
    <message>
        <source>{0} is not a colour.</source>
        <translation>{0} 不是颜色。</translation>
    </message>
    <message>
        <source>Write # and six hexadecimal digits.</source>
        <translation>请写 # 和六位十六进制数字。</translation>
    </message>
    <message>
        <source>The document has more than {0} objects.</source>
        <translation>文档中的对象超过 {0} 个。</translation>
    </message>
    <message>
        <source>Split the site.</source>
        <translation>请拆分园区。</translation>
    </message>
    <message>
        <source>A variant has one item of kind site; here are {0}.</source>
        <translation>一个方案只有一个 site（园区）对象；此处有 {0} 个。</translation>
    </message>
    <message>
        <source>Add one item of kind site, and let buildings and outdoor equipment belong to it.</source>
        <translation>添加一个 site（园区）对象，并让建筑和室外设备从属于它。</translation>
    </message>
    <message>
        <source>The id {0} is given to two objects of one variant.</source>
        <translation>标识符 {0} 被用于同一方案的两个对象。</translation>
    </message>
    <message>
        <source>Give the copy a new id.</source>
        <translation>请为副本分配新的标识符。</translation>
    </message>
    <message>
        <source>{0} needs at least {1} points.</source>
        <translation>{0} 至少需要 {1} 个点。</translation>
    </message>
    <message>
        <source>Draw its outline or route again.</source>
        <translation>请重新绘制其轮廓或路径。</translation>
    </message>
    <message>
        <source>{0}: its {1} {2} is not in the document.</source>
        <translation>{0}：其{1} {2} 不在文档中。</translation>
    </message>
    <message>
        <source>Add the type to the list of types, or leave it out.</source>
        <translation>将该型号加入型号列表，或将其省略。</translation>
    </message>
    <message>
        <source>{0} is a {1}, but its type {2} is a {3}.</source>
        <translation>{0} 是{1}，而其型号 {2} 是{3}。</translation>
    </message>
    <message>
        <source>Choose a type of the same kind.</source>
        <translation>请选择同一种类的型号。</translation>
    </message>
    <message>
        <source>Name the room, row or building it belongs to.</source>
        <translation>请注明它所属的房间、机列或建筑。</translation>
    </message>
    <message>
        <source>Name the object it measures or serves.</source>
        <translation>请注明它测量或服务的对象。</translation>
    </message>
    <message>
        <source>{0} would contain itself.</source>
        <translation>{0} 将包含其自身。</translation>
    </message>
    <message>
        <source>Correct the parents from here upwards.</source>
        <translation>请从此处向上更正从属关系。</translation>
    </message>
    <message>
        <source>The id {0} is given to two connections of one variant.</source>
        <translation>标识符 {0} 被用于同一方案的两个连接。</translation>
    </message>
    <message>
        <source>An end of a connection is an id and a port.</source>
        <translation>连接的一端由标识符和接口组成。</translation>
    </message>
    <message>
        <source>Write the object&apos;s id and the key of its port.</source>
        <translation>请写出对象的标识符及其接口的键名。</translation>
    </message>
    <message>
        <source>A connection ends at {0}, which is not in the document.</source>
        <translation>一个连接止于 {0}，而它不在文档中。</translation>
    </message>
    <message>
        <source>Remove the connection, or add the object.</source>
        <translation>请删除该连接，或添加该对象。</translation>
    </message>
    <message>
        <source>{0} has no port {1}.</source>
        <translation>{0} 没有接口 {1}。</translation>
    </message>
    <message>
        <source>Choose one of its ports.</source>
        <translation>请从其接口中选择。</translation>
    </message>
    <message>
        <source>The parent variant {0} is not in the document.</source>
        <translation>父方案 {0} 不在文档中。</translation>
    </message>
    <message>
        <source>Leave the parent out, or add that variant.</source>
        <translation>请省略父方案，或添加该方案。</translation>
    </message>
    <message>
        <source>Open it with a newer version of the program.</source>
        <translation>请用更新版本的程序打开。</translation>
    </message>
    <message>
        <source>Choose a layout document.</source>
        <translation>请选择布局文档。</translation>
    </message>
    <message>
        <source>Heat to air</source>
        <translation>散入空气的热量</translation>
    </message>
    <message>
        <source>Heat to liquid</source>
        <translation>传入液体的热量</translation>
    </message>
    <message>
        <source>Airflow</source>
        <translation>风量</translation>
    </message>
    <message>
        <source>Inlet temperature</source>
        <translation>进风温度</translation>
    </message>
    <message>
        <source>Inlet, lower third</source>
        <translation>进风温度，下部</translation>
    </message>
    <message>
        <source>Inlet, middle third</source>
        <translation>进风温度，中部</translation>
    </message>
    <message>
        <source>Inlet, upper third</source>
        <translation>进风温度，上部</translation>
    </message>
    <message>
        <source>Outlet temperature</source>
        <translation>出口温度</translation>
    </message>
    <message>
        <source>Margin to recommended inlet</source>
        <translation>距推荐进风的裕度</translation>
    </message>
    <message>
        <source>Cooling load</source>
        <translation>冷负荷</translation>
    </message>
    <message>
        <source>Coolant flow</source>
        <translation>冷却液流量</translation>
    </message>
    <message>
        <source>Coolant flow needed</source>
        <translation>所需冷却液流量</translation>
    </message>
    <message>
        <source>Flow margin</source>
        <translation>流量裕度</translation>
    </message>
    <message>
        <source>Coolant supply</source>
        <translation>供液温度</translation>
    </message>
    <message>
        <source>Coolant return</source>
        <translation>回液温度</translation>
    </message>
    <message>
        <source>Pressure drop</source>
        <translation>压降</translation>
    </message>
    <message>
        <source>Pressure margin</source>
        <translation>压差裕度</translation>
    </message>
    <message>
        <source>Velocity</source>
        <translation>流速</translation>
    </message>
    <message>
        <source>Reynolds number</source>
        <translation>雷诺数</translation>
    </message>
    <message>
        <source>Pump power</source>
        <translation>泵功率</translation>
    </message>
    <message>
        <source>Heat rejected</source>
        <translation>排热量</translation>
    </message>
    <message>
        <source>Electric power</source>
        <translation>电功率</translation>
    </message>
    <message>
        <source>Power in</source>
        <translation>输入功率</translation>
    </message>
    <message>
        <source>Power out</source>
        <translation>输出功率</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损耗</translation>
    </message>
    <message>
        <source>Load, normal</source>
        <translation>负载率，正常</translation>
    </message>
    <message>
        <source>Load after loss of the other side</source>
        <translation>失去另一侧后的负载率</translation>
    </message>
    <message>
        <source>From side A</source>
        <translation>来自 A 侧</translation>
    </message>
    <message>
        <source>From side B</source>
        <translation>来自 B 侧</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>电流</translation>
    </message>
    <message>
        <source>Voltage drop</source>
        <translation>电压降</translation>
    </message>
    <message>
        <source>Floor load</source>
        <translation>楼板荷载</translation>
    </message>
    <message>
        <source>Two pressure vessels, {0} and {1}, are on one loop; the pressure of {0} is used.</source>
        <translation>同一回路上有两个定压罐 {0} 和 {1}；采用 {0} 的压力。</translation>
    </message>
    <message>
        <source>Keep one of them, or close the connection between them.</source>
        <translation>只保留其中一个，或断开两者间的连接。</translation>
    </message>
    <message>
        <source>{0} gives heat to the coolant, but nothing flows through it.</source>
        <translation>{0} 向冷却液散热，但没有流量流过。</translation>
    </message>
    <message>
        <source>Open its valves, or start a pump of its loop.</source>
        <translation>打开其阀门，或启动其回路的泵。</translation>
    </message>
    <message>
        <source>The loop of {0} takes up heat, but nothing on it gives heat off; its temperatures are unknown.</source>
        <translation>{0} 所在回路吸收热量，但没有任何设备排出热量；其温度未知。</translation>
    </message>
    <message>
        <source>Connect a cooling unit with a set supply temperature, and see that flow passes through it.</source>
        <translation>接入设定了供给温度的制冷设备，并确保有流量流过。</translation>
    </message>
    <message>
        <source>{0} is not connected at both ends.</source>
        <translation>{0} 没有在两端都连接。</translation>
    </message>
    <message>
        <source>{0} begins and ends at the same node.</source>
        <translation>{0} 的起点和终点是同一节点。</translation>
    </message>
    <message>
        <source>{0} has a heat, temperature or flow limit that is not a number or is negative.</source>
        <translation>{0} 的热量、温度或流量限值不是数值或为负。</translation>
    </message>
    <message>
        <source>Pipe {0} needs a diameter above zero, a roughness below it, and no negative length or loss.</source>
        <translation>管道 {0} 的管径须大于零，粗糙度须小于管径，长度和阻力系数不得为负。</translation>
    </message>
    <message>
        <source>{0} needs a rated flow above zero, a rated pressure drop and a laminar share of 0 to 1.</source>
        <translation>{0} 需要大于零的额定流量、额定压降，以及 0 至 1 的层流占比。</translation>
    </message>
    <message>
        <source>Pump {0} needs a rated flow above zero and a rated head below its shut-off head.</source>
        <translation>泵 {0} 的额定流量须大于零，额定扬程须低于其关死扬程。</translation>
    </message>
    <message>
        <source>It is left out of the solution; correct its values.</source>
        <translation>求解时已将其排除；请更正其数值。</translation>
    </message>
    <message>
        <source>The coolant reaches {1} at {0}; its properties are known for {2} to {3} °C only.</source>
        <translation>冷却液在 {0} 处达到 {1}；其物性仅在 {2} 至 {3} °C 内已知。</translation>
    </message>
    <message>
        <source>Give this loop more flow or less heat.</source>
        <translation>增加此回路的流量或减少热量。</translation>
    </message>
    <message>
        <source>{0} and {1} stand in the same place: they overlap by {2}</source>
        <translation>{0} 与 {1} 位于同一位置：重叠 {2}</translation>
    </message>
    <message>
        <source>Move {0} by at least {1}</source>
        <translation>将 {0} 移动至少 {1}</translation>
    </message>
    <message>
        <source>{0} stands in the reserved place {1}</source>
        <translation>{0} 位于预留占位 {1} 内</translation>
    </message>
    <message>
        <source>Move {0}, or delete the reservation</source>
        <translation>移动 {0}，或删除该预留占位</translation>
    </message>
    <message>
        <source>{0} stands outside its room {1}, wholly or in part</source>
        <translation>{0} 全部或部分位于其房间 {1} 之外</translation>
    </message>
    <message>
        <source>Move {0} inside, or assign it to the room it stands in</source>
        <translation>将 {0} 移入房间，或改为归属其所在的房间</translation>
    </message>
    <message>
        <source>Before {0} only {1} are free of the {2} it needs: {3} is in the way</source>
        <translation>{0} 前方需要 {2}，只有 {1} 空闲：被 {3} 阻挡</translation>
    </message>
    <message>
        <source>Behind {0} only {1} are free of the {2} it needs: {3} is in the way</source>
        <translation>{0} 后方需要 {2}，只有 {1} 空闲：被 {3} 阻挡</translation>
    </message>
    <message>
        <source>Move one of them by {0}</source>
        <translation>将其中之一移动 {0}</translation>
    </message>
    <message>
        <source>{0} items of {1} lack clearance at the front; the worst is {2}, where {3} are missing</source>
        <translation>{1} 中有 {0} 个对象前方净距不足；最差的是 {2}，缺 {3}</translation>
    </message>
    <message>
        <source>{0} items of {1} lack clearance at the rear; the worst is {2}, where {3} are missing</source>
        <translation>{1} 中有 {0} 个对象后方净距不足；最差的是 {2}，缺 {3}</translation>
    </message>
    <message>
        <source>Widen the aisle by {0}</source>
        <translation>将通道加宽 {0}</translation>
    </message>
    <message>
        <source>{0} more of the same kind are not listed</source>
        <translation>另有 {0} 条同类问题未列出</translation>
    </message>
    <message>
        <source>Solve the listed ones first; the others move up</source>
        <translation>请先解决已列出的问题；其余会依次上移</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>园区</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>园区</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>建筑</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>建筑</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>立柱</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>立柱</translation>
    </message>
    <message>
        <source>Wall</source>
        <translation>墙</translation>
    </message>
    <message>
        <source>Walls</source>
        <translation>墙</translation>
    </message>
    <message>
        <source>Floor tiles</source>
        <translation>地板块</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>机列</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>机列</translation>
    </message>
    <message>
        <source>Aisle</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Aisles</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Reserved place</source>
        <translation>预留占位</translation>
    </message>
    <message>
        <source>Rack</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source>Racks</source>
        <translation>机柜</translation>
    </message>
    <message>
        <source>Immersion tank</source>
        <translation>浸没液冷槽</translation>
    </message>
    <message>
        <source>Immersion tanks</source>
        <translation>浸没液冷槽</translation>
    </message>
    <message>
        <source>Compute and energy cabin</source>
        <translation>算力与储能一体舱</translation>
    </message>
    <message>
        <source>Compute and energy cabins</source>
        <translation>算力与储能一体舱</translation>
    </message>
    <message>
        <source>CRAH</source>
        <translation>CRAH 机房空调</translation>
    </message>
    <message>
        <source>CRAHs</source>
        <translation>CRAH 机房空调</translation>
    </message>
    <message>
        <source>CRAC</source>
        <translation>CRAC 机房空调</translation>
    </message>
    <message>
        <source>CRACs</source>
        <translation>CRAC 机房空调</translation>
    </message>
    <message>
        <source>In-row cooler</source>
        <translation>行级空调</translation>
    </message>
    <message>
        <source>In-row coolers</source>
        <translation>行级空调</translation>
    </message>
    <message>
        <source>Rear-door cooler</source>
        <translation>背板空调</translation>
    </message>
    <message>
        <source>Rear-door coolers</source>
        <translation>背板空调</translation>
    </message>
    <message>
        <source>Fan wall</source>
        <translation>风墙</translation>
    </message>
    <message>
        <source>Fan walls</source>
        <translation>风墙</translation>
    </message>
    <message>
        <source>Indirect evaporative unit</source>
        <translation>间接蒸发冷却机组</translation>
    </message>
    <message>
        <source>Indirect evaporative units</source>
        <translation>间接蒸发冷却机组</translation>
    </message>
    <message>
        <source>Refrigerant-pump unit</source>
        <translation>氟泵机组</translation>
    </message>
    <message>
        <source>Refrigerant-pump units</source>
        <translation>氟泵机组</translation>
    </message>
    <message>
        <source>CDU</source>
        <translation>CDU 冷量分配单元</translation>
    </message>
    <message>
        <source>CDUs</source>
        <translation>CDU 冷量分配单元</translation>
    </message>
    <message>
        <source>Pump</source>
        <translation>泵</translation>
    </message>
    <message>
        <source>Pumps</source>
        <translation>泵</translation>
    </message>
    <message>
        <source>Valve</source>
        <translation>阀门</translation>
    </message>
    <message>
        <source>Valves</source>
        <translation>阀门</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤器</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>过滤器</translation>
    </message>
    <message>
        <source>Manifold</source>
        <translation>分集水器</translation>
    </message>
    <message>
        <source>Manifolds</source>
        <translation>分集水器</translation>
    </message>
    <message>
        <source>Heat exchanger</source>
        <translation>换热器</translation>
    </message>
    <message>
        <source>Heat exchangers</source>
        <translation>换热器</translation>
    </message>
    <message>
        <source>Dry cooler</source>
        <translation>干冷器</translation>
    </message>
    <message>
        <source>Dry coolers</source>
        <translation>干冷器</translation>
    </message>
    <message>
        <source>Cooling tower</source>
        <translation>冷却塔</translation>
    </message>
    <message>
        <source>Cooling towers</source>
        <translation>冷却塔</translation>
    </message>
    <message>
        <source>Chiller</source>
        <translation>冷水机组</translation>
    </message>
    <message>
        <source>Chillers</source>
        <translation>冷水机组</translation>
    </message>
    <message>
        <source>Vessel</source>
        <translation>定压罐</translation>
    </message>
    <message>
        <source>Vessels</source>
        <translation>定压罐</translation>
    </message>
    <message>
        <source>Pipe</source>
        <translation>管道</translation>
    </message>
    <message>
        <source>Pipes</source>
        <translation>管道</translation>
    </message>
    <message>
        <source>Utility feed</source>
        <translation>市电进线</translation>
    </message>
    <message>
        <source>Utility feeds</source>
        <translation>市电进线</translation>
    </message>
    <message>
        <source>Transformer</source>
        <translation>变压器</translation>
    </message>
    <message>
        <source>Transformers</source>
        <translation>变压器</translation>
    </message>
    <message>
        <source>Switchgear</source>
        <translation>开关柜</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>发电机</translation>
    </message>
    <message>
        <source>Generators</source>
        <translation>发电机</translation>
    </message>
    <message>
        <source>UPS</source>
        <translation>UPS 不间断电源</translation>
    </message>
    <message>
        <source>UPS units</source>
        <translation>UPS 不间断电源</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>电池</translation>
    </message>
    <message>
        <source>Batteries</source>
        <translation>电池</translation>
    </message>
    <message>
        <source>Rectifier</source>
        <translation>整流器</translation>
    </message>
    <message>
        <source>Rectifiers</source>
        <translation>整流器</translation>
    </message>
    <message>
        <source>Solid-state transformer</source>
        <translation>固态变压器</translation>
    </message>
    <message>
        <source>Solid-state transformers</source>
        <translation>固态变压器</translation>
    </message>
    <message>
        <source>Storage cabin</source>
        <translation>储能舱</translation>
    </message>
    <message>
        <source>Storage cabins</source>
        <translation>储能舱</translation>
    </message>
    <message>
        <source>PV array</source>
        <translation>光伏阵列</translation>
    </message>
    <message>
        <source>PV arrays</source>
        <translation>光伏阵列</translation>
    </message>
    <message>
        <source>Busway</source>
        <translation>母线</translation>
    </message>
    <message>
        <source>Busways</source>
        <translation>母线</translation>
    </message>
    <message>
        <source>Cable</source>
        <translation>电缆</translation>
    </message>
    <message>
        <source>Cables</source>
        <translation>电缆</translation>
    </message>
    <message>
        <source>PDU</source>
        <translation>PDU 配电单元</translation>
    </message>
    <message>
        <source>PDUs</source>
        <translation>PDU 配电单元</translation>
    </message>
    <message>
        <source>RPP</source>
        <translation>RPP 列头柜</translation>
    </message>
    <message>
        <source>RPPs</source>
        <translation>RPP 列头柜</translation>
    </message>
    <message>
        <source>Transfer switch</source>
        <translation>转换开关</translation>
    </message>
    <message>
        <source>Transfer switches</source>
        <translation>转换开关</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>Sensors</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>IT</source>
        <translation>IT</translation>
    </message>
    <message>
        <source>Air</source>
        <translation>空气</translation>
    </message>
    <message>
        <source>Liquid</source>
        <translation>液体</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>电力</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>IT hall</source>
        <translation>IT 机房</translation>
    </message>
    <message>
        <source>Power room</source>
        <translation>电力用房</translation>
    </message>
    <message>
        <source>Cooling room</source>
        <translation>制冷用房</translation>
    </message>
    <message>
        <source>Battery room</source>
        <translation>电池室</translation>
    </message>
    <message>
        <source>Support room</source>
        <translation>辅助用房</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>敞开</translation>
    </message>
    <message>
        <source>Cold aisle contained</source>
        <translation>冷通道封闭</translation>
    </message>
    <message>
        <source>Hot aisle contained</source>
        <translation>热通道封闭</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>Nameplate</source>
        <translation>铭牌</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>稠密</translation>
    </message>
    <message>
        <source>Sparse</source>
        <translation>稀疏</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>推理</translation>
    </message>
    <message>
        <source>General purpose</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Under the floor</source>
        <translation>地板下</translation>
    </message>
    <message>
        <source>Into the room</source>
        <translation>直接送入房间</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>水</translation>
    </message>
    <message>
        <source>PG25</source>
        <translation>PG25</translation>
    </message>
    <message>
        <source>TCS (technology loop)</source>
        <translation>TCS（次级回路）</translation>
    </message>
    <message>
        <source>FWS (facility water)</source>
        <translation>FWS（一次侧冷却水）</translation>
    </message>
    <message>
        <source>No side</source>
        <translation>不分侧</translation>
    </message>
    <message>
        <source>Side A</source>
        <translation>A 侧</translation>
    </message>
    <message>
        <source>Side B</source>
        <translation>B 侧</translation>
    </message>
    <message>
        <source>AC</source>
        <translation>交流</translation>
    </message>
    <message>
        <source>DC</source>
        <translation>直流</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Humidity</source>
        <translation>湿度</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>压力</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>电压</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Extent along the row.</source>
        <translation>沿机列方向的尺寸。</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>Extent from front to rear.</source>
        <translation>从正面到背面的尺寸。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Extent above its base.</source>
        <translation>底面以上的尺寸。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重量</translation>
    </message>
    <message>
        <source>Mass as installed and filled; sets the floor load.</source>
        <translation>安装并充液后的质量；决定楼板荷载。</translation>
    </message>
    <message>
        <source>Clearance, front</source>
        <translation>前方净距</translation>
    </message>
    <message>
        <source>Free depth needed before the front.</source>
        <translation>正面之前需要的自由深度。</translation>
    </message>
    <message>
        <source>Clearance, rear</source>
        <translation>后方净距</translation>
    </message>
    <message>
        <source>Free depth needed behind the rear.</source>
        <translation>背面之后需要的自由深度。</translation>
    </message>
    <message>
        <source>Room height</source>
        <translation>房间净高</translation>
    </message>
    <message>
        <source>From finished floor to the ceiling of the room air.</source>
        <translation>从完成地面到室内空气上界吊顶的高度。</translation>
    </message>
    <message>
        <source>Raised floor</source>
        <translation>架空地板</translation>
    </message>
    <message>
        <source>Height of the floor void; 0 = slab.</source>
        <translation>架空地板下空腔的高度；0 = 实心楼板。</translation>
    </message>
    <message>
        <source>Ceiling void</source>
        <translation>吊顶空腔</translation>
    </message>
    <message>
        <source>Height of the return void; 0 = none.</source>
        <translation>回风吊顶空腔的高度；0 = 无。</translation>
    </message>
    <message>
        <source>Floor load, allowed</source>
        <translation>楼板允许荷载</translation>
    </message>
    <message>
        <source>Uniform load that the floor carries, over the footprint and half the clearances.</source>
        <translation>楼板可承受的均布荷载，按占地轮廓加一半净距计。</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>What the room is for; SPCF counts its area under this head.</source>
        <translation>房间的用途；SPCF 将其面积计入此项。</translation>
    </message>
    <message>
        <source>Tile pitch</source>
        <translation>地板模数</translation>
    </message>
    <message>
        <source>Edge of a floor tile; racks snap to it.</source>
        <translation>地板块的边长；机柜对齐到此网格。</translation>
    </message>
    <message>
        <source>Open area</source>
        <translation>开孔率</translation>
    </message>
    <message>
        <source>Open share of a perforated tile; 0 = solid.</source>
        <translation>开孔地板的开孔面积占比；0 = 实心。</translation>
    </message>
    <message>
        <source>Containment</source>
        <translation>通道封闭</translation>
    </message>
    <message>
        <source>Doors and roof that separate the aisle from the room.</source>
        <translation>将通道与房间隔开的门和顶。</translation>
    </message>
    <message>
        <source>Rack units</source>
        <translation>机柜 U 数</translation>
    </message>
    <message>
        <source>Usable units, counted from the bottom.</source>
        <translation>可用 U 数，自底部起计。</translation>
    </message>
    <message>
        <source>Power, nameplate</source>
        <translation>铭牌功率</translation>
    </message>
    <message>
        <source>Sum of nameplates; an upper bound that real loads do not reach.</source>
        <translation>铭牌功率之和；实际负载达不到的上限。</translation>
    </message>
    <message>
        <source>Power, allocated</source>
        <translation>分配功率</translation>
    </message>
    <message>
        <source>What the design reserves for this rack.</source>
        <translation>设计为此机柜预留的功率。</translation>
    </message>
    <message>
        <source>Power, measured</source>
        <translation>实测功率</translation>
    </message>
    <message>
        <source>What a meter showed; 0 = none.</source>
        <translation>电表所示；0 = 无。</translation>
    </message>
    <message>
        <source>Power counted</source>
        <translation>计入功率</translation>
    </message>
    <message>
        <source>Which of the three figures the solution takes.</source>
        <translation>求解采用三个数值中的哪一个。</translation>
    </message>
    <message>
        <source>To liquid</source>
        <translation>液冷占比</translation>
    </message>
    <message>
        <source>Share of the heat that goes to cold plates; the rest heats the hall air.</source>
        <translation>传给冷板的热量占比；其余加热机房空气。</translation>
    </message>
    <message>
        <source>Air ΔT</source>
        <translation>空气 ΔT</translation>
    </message>
    <message>
        <source>Rise of the air through the rack; sets its airflow when none is given.</source>
        <translation>空气流过机柜的温升；未给定风量时由此确定风量。</translation>
    </message>
    <message>
        <source>Volume flow of the fans; 0 = from the air ΔT.</source>
        <translation>风机的体积流量；0 = 由空气 ΔT 确定。</translation>
    </message>
    <message>
        <source>Trays</source>
        <translation>托盘数</translation>
    </message>
    <message>
        <source>Servers or compute trays inside.</source>
        <translation>内装的服务器或计算托盘。</translation>
    </message>
    <message>
        <source>Accelerators</source>
        <translation>加速卡</translation>
    </message>
    <message>
        <source>Accelerator cards inside.</source>
        <translation>内装的加速卡数。</translation>
    </message>
    <message>
        <source>Peak at the stated precision and sparsity.</source>
        <translation>所述精度和稀疏性下的峰值。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Number format of the compute figure.</source>
        <translation>算力数值的数制。</translation>
    </message>
    <message>
        <source>Sparsity</source>
        <translation>稀疏性</translation>
    </message>
    <message>
        <source>Whether the compute figure counts structured sparsity.</source>
        <translation>算力数值是否计入结构化稀疏。</translation>
    </message>
    <message>
        <source>Load class</source>
        <translation>负载类别</translation>
    </message>
    <message>
        <source>Which load fraction of the conditions applies.</source>
        <translation>采用工况中的哪个负载率。</translation>
    </message>
    <message>
        <source>ASHRAE class</source>
        <translation>ASHRAE 等级</translation>
    </message>
    <message>
        <source>Thermal class of the equipment (ASHRAE TC 9.9).</source>
        <translation>设备的热环境等级（ASHRAE TC 9.9）。</translation>
    </message>
    <message>
        <source>Return limit</source>
        <translation>回液限值</translation>
    </message>
    <message>
        <source>Highest leaving coolant temperature; sets the flow the rack needs at a supply temperature.</source>
        <translation>冷却液最高出口温度；决定机柜在某一供液温度下所需的流量。</translation>
    </message>
    <message>
        <source>Reference flow</source>
        <translation>参考流量</translation>
    </message>
    <message>
        <source>Flow at which the pressure drop is stated.</source>
        <translation>给出压降时的流量。</translation>
    </message>
    <message>
        <source>Drop at the reference flow, couplings and manifold of the rack included.</source>
        <translation>参考流量下的压降，含机柜的快接头和分液器。</translation>
    </message>
    <message>
        <source>Laminar share</source>
        <translation>层流占比</translation>
    </message>
    <message>
        <source>Share of the drop that is linear in flow (cold-plate channels).</source>
        <translation>压降中与流量成线性的部分（冷板流道）。</translation>
    </message>
    <message>
        <source>Cooling capacity</source>
        <translation>制冷量</translation>
    </message>
    <message>
        <source>Heat it removes at its rating point.</source>
        <translation>额定工况下带走的热量。</translation>
    </message>
    <message>
        <source>Supply set point</source>
        <translation>供给设定值</translation>
    </message>
    <message>
        <source>Leaving temperature that its control holds while capacity lasts.</source>
        <translation>容量足够时其控制所保持的出口温度。</translation>
    </message>
    <message>
        <source>Fan power</source>
        <translation>风机功率</translation>
    </message>
    <message>
        <source>Electric power of the fans at the stated airflow.</source>
        <translation>所述风量下风机的电功率。</translation>
    </message>
    <message>
        <source>Supply path</source>
        <translation>送风路径</translation>
    </message>
    <message>
        <source>Coolant</source>
        <translation>冷却液</translation>
    </message>
    <message>
        <source>What fills the technology loop.</source>
        <translation>充注次级回路的介质。</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>回路</translation>
    </message>
    <message>
        <source>Technology cooling system or facility water system.</source>
        <translation>次级回路（TCS）或一次侧冷却水系统（FWS）。</translation>
    </message>
    <message>
        <source>Pump head</source>
        <translation>泵扬程</translation>
    </message>
    <message>
        <source>Head of the running pumps at their rated flow.</source>
        <translation>运行泵在额定流量下的扬程。</translation>
    </message>
    <message>
        <source>Pump flow</source>
        <translation>泵流量</translation>
    </message>
    <message>
        <source>Rated flow of the running pumps together.</source>
        <translation>运行泵的总额定流量。</translation>
    </message>
    <message>
        <source>Pumps installed</source>
        <translation>装机泵数</translation>
    </message>
    <message>
        <source>Standby included; one of them may stand by.</source>
        <translation>含备用；其中一台可作备用。</translation>
    </message>
    <message>
        <source>Pump efficiency</source>
        <translation>泵效率</translation>
    </message>
    <message>
        <source>Hydraulic over electric power, motor and drive included.</source>
        <translation>水力功率与电功率之比，含电机和驱动。</translation>
    </message>
    <message>
        <source>Δp set point</source>
        <translation>Δp 设定值</translation>
    </message>
    <message>
        <source>Difference the pumps hold across the secondary connections; 0 = full speed.</source>
        <translation>泵在次级接口两端保持的压差；0 = 全速。</translation>
    </message>
    <message>
        <source>Approach</source>
        <translation>逼近温差</translation>
    </message>
    <message>
        <source>Technology supply over facility supply at rated duty.</source>
        <translation>额定工况下次级供液温度高出一次侧供水温度的值。</translation>
    </message>
    <message>
        <source>Facility-side drop</source>
        <translation>一次侧压降</translation>
    </message>
    <message>
        <source>Pressure drop of the facility-water side at rated flow.</source>
        <translation>额定流量下一次侧的压降。</translation>
    </message>
    <message>
        <source>Inner diameter</source>
        <translation>内径</translation>
    </message>
    <message>
        <source>Clear bore.</source>
        <translation>净通径。</translation>
    </message>
    <message>
        <source>Roughness</source>
        <translation>粗糙度</translation>
    </message>
    <message>
        <source>Equivalent sand roughness of the wall.</source>
        <translation>管壁的等效砂粒粗糙度。</translation>
    </message>
    <message>
        <source>Minor loss K</source>
        <translation>局部阻力系数 K</translation>
    </message>
    <message>
        <source>Sum of loss coefficients of bends, valves and tees.</source>
        <translation>弯头、阀门和三通的阻力系数之和。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>容积</translation>
    </message>
    <message>
        <source>Liquid it holds.</source>
        <translation>所容纳的液体。</translation>
    </message>
    <message>
        <source>Clogging</source>
        <translation>堵塞率</translation>
    </message>
    <message>
        <source>Share of the free area that dirt has closed.</source>
        <translation>被污垢堵住的自由面积占比。</translation>
    </message>
    <message>
        <source>COP, rated</source>
        <translation>额定 COP</translation>
    </message>
    <message>
        <source>Cooling over electric power at the rating point; the operating COP is computed.</source>
        <translation>额定工况下制冷量与电功率之比；运行 COP 由计算得出。</translation>
    </message>
    <message>
        <source>Approach, rated</source>
        <translation>额定逼近温差</translation>
    </message>
    <message>
        <source>Leaving water over wet bulb (tower) or dry bulb (dry cooler) at rated heat.</source>
        <translation>额定热量下出水温度高出湿球（冷却塔）或干球（干冷器）的值。</translation>
    </message>
    <message>
        <source>Ambient, rated</source>
        <translation>额定环境温度</translation>
    </message>
    <message>
        <source>Outdoor temperature of the rating point.</source>
        <translation>额定工况的室外温度。</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>额定功率</translation>
    </message>
    <message>
        <source>Real power that it can carry continuously.</source>
        <translation>可持续承载的有功功率。</translation>
    </message>
    <message>
        <source>Rating, apparent</source>
        <translation>额定视在功率</translation>
    </message>
    <message>
        <source>Apparent power that it can carry; kVA is never compared with kW.</source>
        <translation>可承载的视在功率；kVA 不与 kW 相比较。</translation>
    </message>
    <message>
        <source>Power factor</source>
        <translation>功率因数</translation>
    </message>
    <message>
        <source>Of the load that it sees.</source>
        <translation>其所带负载的功率因数。</translation>
    </message>
    <message>
        <source>Voltage in</source>
        <translation>输入电压</translation>
    </message>
    <message>
        <source>Nominal, line to line for AC.</source>
        <translation>标称值，交流为线电压。</translation>
    </message>
    <message>
        <source>Voltage out</source>
        <translation>输出电压</translation>
    </message>
    <message>
        <source>Current rating</source>
        <translation>额定电流</translation>
    </message>
    <message>
        <source>Conductor or breaker rating; the usable share applies to it.</source>
        <translation>导体或断路器的额定值；对其适用可用比例。</translation>
    </message>
    <message>
        <source>Efficiency at 25 %</source>
        <translation>25 % 负载效率</translation>
    </message>
    <message>
        <source>Output over input at a quarter of the rating.</source>
        <translation>四分之一额定值时输出与输入之比。</translation>
    </message>
    <message>
        <source>Efficiency at 50 %</source>
        <translation>50 % 负载效率</translation>
    </message>
    <message>
        <source>Output over input at half of the rating.</source>
        <translation>一半额定值时输出与输入之比。</translation>
    </message>
    <message>
        <source>Efficiency at 75 %</source>
        <translation>75 % 负载效率</translation>
    </message>
    <message>
        <source>Output over input at three quarters of the rating.</source>
        <translation>四分之三额定值时输出与输入之比。</translation>
    </message>
    <message>
        <source>Efficiency at 100 %</source>
        <translation>100 % 负载效率</translation>
    </message>
    <message>
        <source>Output over input at the rating.</source>
        <translation>额定值时输出与输入之比。</translation>
    </message>
    <message>
        <source>No-load loss</source>
        <translation>空载损耗</translation>
    </message>
    <message>
        <source>Drawn with nothing connected.</source>
        <translation>未接任何负载时的消耗。</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>供电侧</translation>
    </message>
    <message>
        <source>Which of the two supply sides it belongs to.</source>
        <translation>属于两个供电侧中的哪一侧。</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>配电制式</translation>
    </message>
    <message>
        <source>Alternating or direct current at its output.</source>
        <translation>其输出为交流或直流。</translation>
    </message>
    <message>
        <source>Usable share</source>
        <translation>可用比例</translation>
    </message>
    <message>
        <source>Continuous load over rating: 80 % by NEC 210.20 for breakers, 100 % where the rating is continuous.</source>
        <translation>持续负载与额定值之比：断路器按 NEC 210.20 为 80 %，按连续定额则为 100 %。</translation>
    </message>
    <message>
        <source>Resistance</source>
        <translation>电阻</translation>
    </message>
    <message>
        <source>Of one conductor at working temperature.</source>
        <translation>单根导体在工作温度下的值。</translation>
    </message>
    <message>
        <source>Own consumption</source>
        <translation>自身消耗</translation>
    </message>
    <message>
        <source>Electric power of auxiliaries that run with it.</source>
        <translation>随其运行的辅助设备的电功率。</translation>
    </message>
    <message>
        <source>PCS power</source>
        <translation>PCS 功率</translation>
    </message>
    <message>
        <source>Power of the converter, sized apart from the cells.</source>
        <translation>变流器功率，独立于电芯选型。</translation>
    </message>
    <message>
        <source>Cell energy</source>
        <translation>电芯能量</translation>
    </message>
    <message>
        <source>Usable energy of the cells.</source>
        <translation>电芯的可用能量。</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>测量量</translation>
    </message>
    <message>
        <source>What the sensor reports.</source>
        <translation>传感器报告的量。</translation>
    </message>
    <message>
        <source>The object to remove is not on the site.</source>
        <translation>要删除的对象不在园区内。</translation>
    </message>
    <message>
        <source>Reload the file; the edit belongs to another state of it.</source>
        <translation>请重新载入文件；此编辑属于它的另一状态。</translation>
    </message>
    <message>
        <source>The object to change is not on the site.</source>
        <translation>要更改的对象不在园区内。</translation>
    </message>
    <message>
        <source>An object with this id is on the site already.</source>
        <translation>园区内已有此标识符的对象。</translation>
    </message>
    <message>
        <source>{0} has no id.</source>
        <translation>{0} 没有标识符。</translation>
    </message>
    <message>
        <source>{0} would have a value that is not a number.</source>
        <translation>{0} 将含有不是数值的值。</translation>
    </message>
    <message>
        <source>Enter a number.</source>
        <translation>请输入一个数值。</translation>
    </message>
    <message>
        <source>The type of {0} is not in the project.</source>
        <translation>{0} 的型号不在项目中。</translation>
    </message>
    <message>
        <source>Add the type first.</source>
        <translation>请先添加该型号。</translation>
    </message>
    <message>
        <source>The place that {0} belongs to is not on the site.</source>
        <translation>{0} 所属的位置不在园区内。</translation>
    </message>
    <message>
        <source>What {0} refers to is not on the site.</source>
        <translation>{0} 引用的对象不在园区内。</translation>
    </message>
    <message>
        <source>A connection would end at a port that is not there.</source>
        <translation>连接将止于不存在的接口。</translation>
    </message>
    <message>
        <source>Remove the connection together with its object.</source>
        <translation>请将连接与其对象一并删除。</translation>
    </message>
    <message>
        <source>The variant of this edit is not in the project.</source>
        <translation>此编辑的方案不在项目中。</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>移动 {0}</translation>
    </message>
    <message>
        <source>Rotate {0}</source>
        <translation>旋转 {0}</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>删除 {0}</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>复制 {0}</translation>
    </message>
    <message>
        <source>Change {0}</source>
        <translation>更改 {0}</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>重命名 {0}</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>添加 {0}</translation>
    </message>
    <message>
        <source>Change conditions</source>
        <translation>更改工况</translation>
    </message>
    <message>
        <source>{0}: {1} is {2}.</source>
        <translation>{0}：{1}为 {2}。</translation>
    </message>
    <message>
        <source>Rated capacity</source>
        <translation>额定容量</translation>
    </message>
    <message>
        <source>Rated COP</source>
        <translation>额定 COP</translation>
    </message>
    <message>
        <source>Rated leaving temperature</source>
        <translation>额定出水温度</translation>
    </message>
    <message>
        <source>Rated sink temperature</source>
        <translation>额定热汇温度</translation>
    </message>
    <message>
        <source>Evaporator approach</source>
        <translation>蒸发器逼近温差</translation>
    </message>
    <message>
        <source>Condenser approach</source>
        <translation>冷凝器逼近温差</translation>
    </message>
    <message>
        <source>Capacity over leaving temperature</source>
        <translation>容量随出水温度的变化</translation>
    </message>
    <message>
        <source>Capacity over sink temperature</source>
        <translation>容量随热汇温度的变化</translation>
    </message>
    <message>
        <source>Least load</source>
        <translation>最小负载</translation>
    </message>
    <message>
        <source>Least lift</source>
        <translation>最小温升</translation>
    </message>
    <message>
        <source>Part-load curve at full load</source>
        <translation>满载时的部分负载曲线值</translation>
    </message>
    <message>
        <source>Part-load curve</source>
        <translation>部分负载曲线</translation>
    </message>
    <message>
        <source>Rated COP against the ideal machine</source>
        <translation>额定 COP 与理想机之比</translation>
    </message>
    <message>
        <source>Heat to cool</source>
        <translation>待冷却热量</translation>
    </message>
    <message>
        <source>Leaving set point</source>
        <translation>出水设定值</translation>
    </message>
    <message>
        <source>Sink temperature</source>
        <translation>热汇温度</translation>
    </message>
    <message>
        <source>The chiller can take {0} kW at these temperatures, {1} kW less than asked.</source>
        <translation>冷水机组在此温度下可承担 {0} kW，比要求少 {1} kW。</translation>
    </message>
    <message>
        <source>Add chillers, raise the set point, or cool the condenser better.</source>
        <translation>增加冷水机组、提高设定值，或改善冷凝器冷却。</translation>
    </message>
    <message>
        <source>Rated water flow</source>
        <translation>额定水流量</translation>
    </message>
    <message>
        <source>Rated air flow</source>
        <translation>额定风量</translation>
    </message>
    <message>
        <source>Rated range</source>
        <translation>额定温降</translation>
    </message>
    <message>
        <source>Rated approach</source>
        <translation>额定逼近温差</translation>
    </message>
    <message>
        <source>Rated wet bulb</source>
        <translation>额定湿球温度</translation>
    </message>
    <message>
        <source>Rated fan power</source>
        <translation>额定风机功率</translation>
    </message>
    <message>
        <source>Slowest fan</source>
        <translation>风机最低转速</translation>
    </message>
    <message>
        <source>Hottest entering water</source>
        <translation>最高进水温度</translation>
    </message>
    <message>
        <source>Exponent of transfer</source>
        <translation>传热指数</translation>
    </message>
    <message>
        <source>Drift</source>
        <translation>飘水率</translation>
    </message>
    <message>
        <source>Cycles of concentration</source>
        <translation>浓缩倍数</translation>
    </message>
    <message>
        <source>Air pressure</source>
        <translation>大气压力</translation>
    </message>
    <message>
        <source>Heat to reject</source>
        <translation>待排热量</translation>
    </message>
    <message>
        <source>Water flow</source>
        <translation>水流量</translation>
    </message>
    <message>
        <source>Wet bulb</source>
        <translation>湿球温度</translation>
    </message>
    <message>
        <source>Dry bulb</source>
        <translation>干球温度</translation>
    </message>
    <message>
        <source>Set point</source>
        <translation>设定值</translation>
    </message>
    <message>
        <source>No tower cools by {0} K to {1} K above the wet bulb with {2} kg/s of air for {3} kg/s of water.</source>
        <translation>没有冷却塔能用 {2} kg/s 空气对 {3} kg/s 水降温 {0} K 至高于湿球 {1} K。</translation>
    </message>
    <message>
        <source>Raise the air flow or the approach.</source>
        <translation>增大风量或逼近温差。</translation>
    </message>
    <message>
        <source>The tower would need water entering at {0} °C to reject {1} kW; it may get {2} °C.</source>
        <translation>冷却塔要排出 {1} kW，进水须达 {0} °C；允许值为 {2} °C。</translation>
    </message>
    <message>
        <source>Add towers or flow, or reduce the heat.</source>
        <translation>增加冷却塔或流量，或减少热量。</translation>
    </message>
    <message>
        <source>Rated heat</source>
        <translation>额定热量</translation>
    </message>
    <message>
        <source>Rated water capacity rate</source>
        <translation>水侧额定热容流率</translation>
    </message>
    <message>
        <source>Rated air capacity rate</source>
        <translation>空气侧额定热容流率</translation>
    </message>
    <message>
        <source>Rated ambient temperature</source>
        <translation>额定环境温度</translation>
    </message>
    <message>
        <source>Rated entering temperature</source>
        <translation>额定进水温度</translation>
    </message>
    <message>
        <source>Share of resistance in air</source>
        <translation>空气侧热阻占比</translation>
    </message>
    <message>
        <source>Exponent of air flow</source>
        <translation>风量指数</translation>
    </message>
    <message>
        <source>Exponent of water flow</source>
        <translation>水流量指数</translation>
    </message>
    <message>
        <source>No dry cooler moves {0} kW at {1} K between entering water and air with these flows.</source>
        <translation>没有干冷器能以这些流量在进水与空气温差 {1} K 下传递 {0} kW。</translation>
    </message>
    <message>
        <source>Raise the entering temperature, or the air or water flow.</source>
        <translation>提高进水温度，或增大风量、水流量。</translation>
    </message>
    <message>
        <source>Water capacity rate</source>
        <translation>水侧热容流率</translation>
    </message>
    <message>
        <source>Ambient temperature</source>
        <translation>环境温度</translation>
    </message>
    <message>
        <source>The dry cooler would need water entering at {0} °C to reject {1} kW; it may get {2} °C.</source>
        <translation>干冷器要排出 {1} kW，进水须达 {0} °C；允许值为 {2} °C。</translation>
    </message>
    <message>
        <source>Add units or flow, or reduce the heat.</source>
        <translation>增加机组或流量，或减少热量。</translation>
    </message>
    <message>
        <source>Capacity rate of the load</source>
        <translation>负荷侧热容流率</translation>
    </message>
    <message>
        <source>Capacity rate of the source</source>
        <translation>冷源侧热容流率</translation>
    </message>
    <message>
        <source>Effectiveness of the plate exchanger</source>
        <translation>板式换热器效能</translation>
    </message>
    <message>
        <source>The plant has neither a plate exchanger nor a chiller.</source>
        <translation>该冷站既没有板式换热器，也没有冷水机组。</translation>
    </message>
    <message>
        <source>Give one of them.</source>
        <translation>请给出其中之一。</translation>
    </message>
    <message>
        <source>The plant supplies {0} °C instead of {1} °C at {2} kW.</source>
        <translation>该冷站在 {2} kW 下供水 {0} °C，而不是 {1} °C。</translation>
    </message>
    <message>
        <source>Raise the set point, add capacity, or reduce the heat.</source>
        <translation>提高设定值、增加容量，或减少热量。</translation>
    </message>
    <message>
        <source>Fan speed over rated speed</source>
        <translation>风机转速与额定转速之比</translation>
    </message>
    <message>
        <source>{0} is {1}; it must be within {2}.</source>
        <translation>{0} 为 {1}；必须在 {2} 之内。</translation>
    </message>
    <message>
        <source>Check the value and its unit.</source>
        <translation>请检查数值及其单位。</translation>
    </message>
    <message>
        <source>Open the ring at one point, or feed it through a transfer switch.</source>
        <translation>在一处打开该环，或经转换开关供电。</translation>
    </message>
    <message>
        <source>rec</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>A1</source>
        <translation>A1</translation>
    </message>
    <message>
        <source>80 %</source>
        <translation>80 %</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>限值</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>erosion</source>
        <translation>冲蚀</translation>
    </message>
    <message>
        <source>Inlet of each rack and the hall air, from the air solution. Limits: ASHRAE TC 9.9.</source>
        <translation>各机柜进风和机房空气的温度，取自空气求解。限值：ASHRAE TC 9.9。</translation>
    </message>
    <message>
        <source>Heat that each object gives to the hall air.</source>
        <translation>各对象散入机房空气的热量。</translation>
    </message>
    <message>
        <source>Real power of each object at this operating point.</source>
        <translation>各对象在此工况下的有功功率。</translation>
    </message>
    <message>
        <source>Feed load</source>
        <translation>馈电负载率</translation>
    </message>
    <message>
        <source>Load over the usable rating, both sides alive.</source>
        <translation>两侧均带电时，负载与可用额定值之比。</translation>
    </message>
    <message>
        <source>Feed load after loss</source>
        <translation>失侧后馈电负载率</translation>
    </message>
    <message>
        <source>Load over the usable rating when the other side is lost.</source>
        <translation>失去另一侧时，负载与可用额定值之比。</translation>
    </message>
    <message>
        <source>Flow of each branch, from the loop solution.</source>
        <translation>各支路的流量，取自回路求解。</translation>
    </message>
    <message>
        <source>Coolant velocity</source>
        <translation>冷却液流速</translation>
    </message>
    <message>
        <source>Mean velocity in each pipe.</source>
        <translation>各管道的平均流速。</translation>
    </message>
    <message>
        <source>Drop over each branch, from the loop solution.</source>
        <translation>各支路的压降，取自回路求解。</translation>
    </message>
    <message>
        <source>Coolant temperature</source>
        <translation>冷却液温度</translation>
    </message>
    <message>
        <source>Leaving coolant temperature.</source>
        <translation>冷却液出口温度。</translation>
    </message>
    <message>
        <source>Flow over what the rack needs at the present supply temperature.</source>
        <translation>流量与机柜在当前供液温度下所需流量之比。</translation>
    </message>
    <message>
        <source>Pressure that the branch has left at the flow it needs.</source>
        <translation>支路在所需流量下剩余的压差。</translation>
    </message>
    <message>
        <source>Weight over footprint and half the clearances.</source>
        <translation>重量除以占地轮廓加一半净距的面积。</translation>
    </message>
    <message>
        <source>Read back from the published P, other loads would be {0} kW. They cannot be negative: the gap is rounding.</source>
        <translation>由发表的 P 反算，其他负载为 {0} kW。它不可能为负：差额来自取整。</translation>
    </message>
    <message>
        <source>The paper gives no other loads; read back from the published P they would be +{0} kW.</source>
        <translation>论文没有给出其他负载；由发表的 P 反算为 +{0} kW。</translation>
    </message>
    <message>
        <source>No precision or sparsity is stated; computing efficiency is 600 GFLOPS/W in A and about 213 in B and C, so the FLOPS of the cases cannot be compared.</source>
        <translation>未注明精度和稀疏性；A 的计算能效为 600 GFLOPS/W，B 和 C 约为 213，因此各案例的 FLOPS 不可比较。</translation>
    </message>
    <message>
        <source>α = 1.85 is called 2N and is not derived; strict 2N of everything is at least 2.0.</source>
        <translation>α = 1.85 被称为 2N，但未给出推导；全部严格 2N 至少为 2.0。</translation>
    </message>
    <message>
        <source>A: inference centre</source>
        <translation>A：推理中心</translation>
    </message>
    <message>
        <source>High-temperature chilled water; 2N power.</source>
        <translation>高温冷冻水；2N 供电。</translation>
    </message>
    <message>
        <source>20 kW a place: the paper gives no rack count; its table 1 has 10–20 and 20–40 kW for such servers.</source>
        <translation>每机位 20 kW：论文没有给出机柜数；其表 1 对此类服务器给出 10–20 和 20–40 kW。</translation>
    </message>
    <message>
        <source>All power and cooling indoors: the area is that of a whole building.</source>
        <translation>供电和制冷全部在室内：面积为整栋建筑的面积。</translation>
    </message>
    <message>
        <source>B: centralised node, retrofit</source>
        <translation>B：集中节点，改造</translation>
    </message>
    <message>
        <source>Containerised 10 kV-input UPS and smart busway; chillers, plate exchanger, tower and in-row units on the air side; cold plates with a prefabricated pump station on the roof of the existing plant room. Turnkey in 5 months; free cooling all year on the liquid side.</source>
        <translation>集装箱式 10 kV 输入 UPS 与智能母线；空气侧为冷水机组、板式换热器、冷却塔和行级空调；液冷侧为冷板，预制泵站位于既有机房屋顶。5 个月交钥匙；液冷侧全年自然冷却。</translation>
    </message>
    <message>
        <source>No rack count is given: the area is predicted as a curve over the power of a place, here 10 kW.</source>
        <translation>未给出机柜数：面积按单机位功率的曲线预测，此处取 10 kW。</translation>
    </message>
    <message>
        <source>Power in containers and plant on the roof: none of it in the 1 700 m².</source>
        <translation>供电在集装箱内，冷站在屋顶：均不计入 1 700 m²。</translation>
    </message>
    <message>
        <source>Over 10 000 cards for 1 EFLOPS is at most 100 TFLOPS and 0.47 kW a card.</source>
        <translation>1 EFLOPS 用 10 000 张以上的卡，即每卡至多 100 TFLOPS 和 0.47 kW。</translation>
    </message>
    <message>
        <source>The annual PUE of 1.17 is stated by the paper; (IT + C) / IT = 1.40 is not a PUE.</source>
        <translation>年均 PUE 1.17 为论文所述；(IT + C) / IT = 1.40 不是 PUE。</translation>
    </message>
    <message>
        <source>The area is that of the retrofit, not of a building.</source>
        <translation>面积是改造部分的面积，不是整栋建筑的面积。</translation>
    </message>
    <message>
        <source>C: distributed node, retrofit</source>
        <translation>C：分布节点，改造</translation>
    </message>
    <message>
        <source>240 V DC, 2 000 kVA with 10 kV input; re-used air-cooled plant, enlarged in-row units and pipes; about 230 air-cooled racks of 5.6–25 kW; a liquid hall reserved for 40 kW cold-plate racks.</source>
        <translation>240 V 直流，2 000 kVA，10 kV 输入；利旧风冷冷站，加大行级空调和管道；约 230 个 5.6–25 kW 风冷机柜；预留 40 kW 冷板机柜的液冷机房。</translation>
    </message>
    <message>
        <source>Of the capacity P only the 2 000 kVA power room is counted, at a power factor of 1.</source>
        <translation>容量 P 中只计入 2 000 kVA 电力用房，功率因数取 1。</translation>
    </message>
    <message>
        <source>The re-used plant takes no new area; the reserved liquid hall is not counted.</source>
        <translation>利旧冷站不占新面积；预留的液冷机房不计入。</translation>
    </message>
    <message>
        <source>The case contradicts itself: a 2 000 kVA system cannot feed 2 800 kW of IT. Perhaps it extends an existing supply, which is not said.</source>
        <translation>该案例自相矛盾：2 000 kVA 系统无法为 2 800 kW 的 IT 供电。也许它是对既有供电的扩容，但文中未说明。</translation>
    </message>
    <message>
        <source>Published: about {0} kW, {1} % from the computed value. No PUE follows from it.</source>
        <translation>发表值：约 {0} kW，与计算值相差 {1} %。不能由此得出 PUE。</translation>
    </message>
    <message>
        <source>Cooling redundancy β</source>
        <translation>制冷冗余系数 β</translation>
    </message>
    <message>
        <source>1.2 in all three published cases; 1 is no redundancy, 2 is 2N. The range is our assumption.</source>
        <translation>三个发表案例均为 1.2；1 为无冗余，2 为 2N。范围是我们的假设。</translation>
    </message>
    <message>
        <source>Rated COP of the cooling system</source>
        <translation>制冷系统额定 COP</translation>
    </message>
    <message>
        <source>3 with chilled water, 2.5 with re-used air-cooled plant. The upper end is our assumption.</source>
        <translation>冷冻水为 3，利旧风冷冷站为 2.5。上限是我们的假设。</translation>
    </message>
    <message>
        <source>Distribution redundancy α</source>
        <translation>配电冗余系数 α</translation>
    </message>
    <message>
        <source>1.85 for 2N in all three cases, not derived in the paper; strict 2N of everything is at least 2. IT at 2.0 and cooling at 1.475 or 1.54 would give 1.85. The range is our assumption.</source>
        <translation>三个案例的 2N 均取 1.85，论文未推导；全部严格 2N 至少为 2。若 IT 取 2.0 而制冷取 1.475 或 1.54，则得 1.85。范围是我们的假设。</translation>
    </message>
    <message>
        <source>Efficiency of distribution η</source>
        <translation>配电效率 η</translation>
    </message>
    <message>
        <source>0.95 in all three published cases. The range is our assumption.</source>
        <translation>三个发表案例均为 0.95。范围是我们的假设。</translation>
    </message>
    <message>
        <source>Other building loads</source>
        <translation>其他建筑负载</translation>
    </message>
    <message>
        <source>The paper names them and gives no figure; read back from its capacities they would be 19, 198 and −36 kW.</source>
        <translation>论文提到但未给出数值；由其容量反算为 19、198 和 −36 kW。</translation>
    </message>
    <message>
        <source>Computing efficiency of the servers</source>
        <translation>服务器的计算能效</translation>
    </message>
    <message>
        <source>600 GFLOPS/W in case A, 213 and 214 implied by B and C; precision and sparsity are not stated.</source>
        <translation>案例 A 为 600 GFLOPS/W，B 和 C 隐含 213 和 214；未注明精度和稀疏性。</translation>
    </message>
    <message>
        <source>{0}: {1} with the range {2} to {3} is not a coefficient with a range.</source>
        <translation>{0}：{1}，范围 {2} 至 {3}，不是带范围的系数。</translation>
    </message>
    <message>
        <source>Keep the value between its low and its high end, none of them negative.</source>
        <translation>数值须在其下限与上限之间，且均不为负。</translation>
    </message>
    <message>
        <source>IT power is not given and cannot be computed.</source>
        <translation>未给出 IT 功率，也无法计算。</translation>
    </message>
    <message>
        <source>Give IT power, or compute and computing efficiency.</source>
        <translation>请给出 IT 功率，或算力和计算能效。</translation>
    </message>
    <message>
        <source>IT power is given as {0} kW; compute over computing efficiency gives {1} kW. The given one is used.</source>
        <translation>给出的 IT 功率为 {0} kW；算力除以计算能效得 {1} kW。采用给出的值。</translation>
    </message>
    <message>
        <source>Remove one of the three values.</source>
        <translation>请去掉三个值中的一个。</translation>
    </message>
    <message>
        <source>The compute is given without precision and sparsity.</source>
        <translation>给出了算力，但没有精度和稀疏性。</translation>
    </message>
    <message>
        <source>State both, or do not compare it with other figures.</source>
        <translation>请注明两者，否则不要与其他数值比较。</translation>
    </message>
    <message>
        <source>IT = F / CE</source>
        <translation>IT = F / CE</translation>
    </message>
    <message>
        <source>IT = {0} kW, as given</source>
        <translation>IT = {0} kW，如给定</translation>
    </message>
    <message>
        <source>IT = {0} PFLOPS / {1} GFLOPS/W = {2} kW</source>
        <translation>IT = {0} PFLOPS / {1} GFLOPS/W = {2} kW</translation>
    </message>
    <message>
        <source>With {0} PFLOPS this is {1} GFLOPS/W.</source>
        <translation>与 {0} PFLOPS 相配即为 {1} GFLOPS/W。</translation>
    </message>
    <message>
        <source>C = β · IT / GCOP</source>
        <translation>C = β · IT / GCOP</translation>
    </message>
    <message>
        <source>C = {0} · {1} kW / {2} = {3} kW</source>
        <translation>C = {0} · {1} kW / {2} = {3} kW</translation>
    </message>
    <message>
        <source>Installed, with redundancy, at rated efficiency: not what the plant draws.</source>
        <translation>装机值，含冗余，按额定能效：不是冷站的实际耗电。</translation>
    </message>
    <message>
        <source>P = α · (IT + C + other) / η</source>
        <translation>P = α · (IT + C + 其他) / η</translation>
    </message>
    <message>
        <source>P = {0} · ({1} + {2} + {3}) kW / {4} = {5} kW</source>
        <translation>P = {0} · ({1} + {2} + {3}) kW / {4} = {5} kW</translation>
    </message>
    <message>
        <source>Capacity to install, not consumption: no PUE follows from it.</source>
        <translation>需装机的容量，不是耗电量：不能由此得出 PUE。</translation>
    </message>
    <message>
        <source>One PFLOPS is 1e15 operations a second; check the prefix.</source>
        <translation>1 PFLOPS 为每秒 1e15 次运算；请检查前缀。</translation>
    </message>
    <message>
        <source>Computing efficiency</source>
        <translation>计算能效</translation>
    </message>
    <message>
        <source>Published cases have 213 to 600 GFLOPS/W of whole servers; check precision and prefix.</source>
        <translation>发表案例的整机为 213 至 600 GFLOPS/W；请检查精度和前缀。</translation>
    </message>
    <message>
        <source>Give the power of all IT equipment.</source>
        <translation>请给出全部 IT 设备的功率。</translation>
    </message>
    <message>
        <source>β is installed over theoretical cooling capacity; below 1 the plant cannot carry the load.</source>
        <translation>β 为装机制冷量与理论制冷量之比；低于 1 则冷站无法承担负载。</translation>
    </message>
    <message>
        <source>Take the rating of the whole cooling system, not an operating COP or the chiller&apos;s alone.</source>
        <translation>取整个制冷系统的额定值，而不是运行 COP 或仅冷水机组的 COP。</translation>
    </message>
    <message>
        <source>α is installed over needed capacity: 1 without redundancy, about 2 for 2N of everything.</source>
        <translation>α 为装机容量与所需容量之比：无冗余为 1，全部 2N 约为 2。</translation>
    </message>
    <message>
        <source>Enter a fraction: 0.95 for 95 %.</source>
        <translation>请输入小数：95 % 写作 0.95。</translation>
    </message>
    <message>
        <source>Lighting, offices and the like; 0 when there are none.</source>
        <translation>照明、办公等；没有时为 0。</translation>
    </message>
    <message>
        <source>Cooling power C</source>
        <translation>制冷功率 C</translation>
    </message>
    <message>
        <source>Give the rated power of all cooling equipment.</source>
        <translation>请给出全部制冷设备的额定功率。</translation>
    </message>
    <message>
        <source>Power capacity P</source>
        <translation>供电容量 P</translation>
    </message>
    <message>
        <source>Give the installed capacity of the power system.</source>
        <translation>请给出供电系统的装机容量。</translation>
    </message>
    <message>
        <source>Compute follows from IT power only with a computing efficiency.</source>
        <translation>只有给出计算能效，才能由 IT 功率得出算力。</translation>
    </message>
    <message>
        <source>Give the computing efficiency of the servers.</source>
        <translation>请给出服务器的计算能效。</translation>
    </message>
    <message>
        <source>Computing efficiency follows from IT power only with a compute.</source>
        <translation>只有给出算力，才能由 IT 功率得出计算能效。</translation>
    </message>
    <message>
        <source>Give the compute.</source>
        <translation>请给出算力。</translation>
    </message>
    <message>
        <source>No known result to start from; this unknown needs one of: {0}.</source>
        <translation>没有可作起点的已知结果；此未知量需要以下之一：{0}。</translation>
    </message>
    <message>
        <source>Give the result that is known.</source>
        <translation>请给出已知的结果。</translation>
    </message>
    <message>
        <source>More results are given than the unknown can satisfy; give one of: {0}.</source>
        <translation>给出的结果多于该未知量所能满足；请只给出以下之一：{0}。</translation>
    </message>
    <message>
        <source>Keep the result you trust most.</source>
        <translation>请保留最可信的结果。</translation>
    </message>
    <message>
        <source>A capacity of {0} kW feeds {1} kW; that leaves {2} kW for what is looked for.</source>
        <translation>容量 {0} kW 为 {1} kW 供电；留给所求量的为 {2} kW。</translation>
    </message>
    <message>
        <source>Raise the capacity, or lower the IT power or the other loads.</source>
        <translation>提高容量，或降低 IT 功率或其他负载。</translation>
    </message>
    <message>
        <source>IT = C · GCOP / β = {0} kW · {1} / {2} = {3} kW</source>
        <translation>IT = C · GCOP / β = {0} kW · {1} / {2} = {3} kW</translation>
    </message>
    <message>
        <source>IT = (η · P / α − other) / (1 + β / GCOP) = ({0} · {1} kW / {2} − {3} kW) / (1 + {4} / {5}) = {6} kW</source>
        <translation>IT = (η · P / α − 其他) / (1 + β / GCOP) = ({0} · {1} kW / {2} − {3} kW) / (1 + {4} / {5}) = {6} kW</translation>
    </message>
    <message>
        <source>F = IT · CE = {0} kW · {1} GFLOPS/W = {2} PFLOPS</source>
        <translation>F = IT · CE = {0} kW · {1} GFLOPS/W = {2} PFLOPS</translation>
    </message>
    <message>
        <source>CE = F / IT = {0} PFLOPS / {1} kW = {2} GFLOPS/W</source>
        <translation>CE = F / IT = {0} PFLOPS / {1} kW = {2} GFLOPS/W</translation>
    </message>
    <message>
        <source>β = C · GCOP / IT = {0} kW · {1} / {2} kW = {3}</source>
        <translation>β = C · GCOP / IT = {0} kW · {1} / {2} kW = {3}</translation>
    </message>
    <message>
        <source>GCOP = β · IT / C = {0} · {1} kW / {2} kW = {3}</source>
        <translation>GCOP = β · IT / C = {0} · {1} kW / {2} kW = {3}</translation>
    </message>
    <message>
        <source>α = η · P / (IT + C + other) = {0} · {1} kW / {2} kW = {3}</source>
        <translation>α = η · P / (IT + C + 其他) = {0} · {1} kW / {2} kW = {3}</translation>
    </message>
    <message>
        <source>η = α · (IT + C + other) / P = {0} · {1} kW / {2} kW = {3}</source>
        <translation>η = α · (IT + C + 其他) / P = {0} · {1} kW / {2} kW = {3}</translation>
    </message>
    <message>
        <source>other = η · P / α − IT − C = {0} · {1} kW / {2} − {3} kW − {4} kW = {5} kW</source>
        <translation>其他 = η · P / α − IT − C = {0} · {1} kW / {2} − {3} kW − {4} kW = {5} kW</translation>
    </message>
    <message>
        <source>{0} is {1}; it is usually within {2}.</source>
        <translation>{0} 为 {1}；通常在 {2} 之内。</translation>
    </message>
    <message>
        <source>Rack places</source>
        <translation>机位数</translation>
    </message>
    <message>
        <source>Give the number of rack places.</source>
        <translation>请给出机位数。</translation>
    </message>
    <message>
        <source>Power of a rack place</source>
        <translation>单机位功率</translation>
    </message>
    <message>
        <source>Racks take 5 to 140 kW, super-nodes up to 500 kW.</source>
        <translation>机柜为 5 至 140 kW，超节点可达 500 kW。</translation>
    </message>
    <message>
        <source>Share of the power rooms indoors</source>
        <translation>电力用房室内比例</translation>
    </message>
    <message>
        <source>Enter a fraction: 0 all outdoors, 1 all indoors.</source>
        <translation>请输入小数：0 全部在室外，1 全部在室内。</translation>
    </message>
    <message>
        <source>Share of the cooling rooms indoors</source>
        <translation>制冷用房室内比例</translation>
    </message>
    <message>
        <source>Neither rack places nor the power of a place is given.</source>
        <translation>既没有给出机位数，也没有给出单机位功率。</translation>
    </message>
    <message>
        <source>Give the number of rack places, or the power of one.</source>
        <translation>请给出机位数或单机位功率。</translation>
    </message>
    <message>
        <source>{0} places of {1} kW hold {2}, less than the IT power of {3} kW.</source>
        <translation>{0} 个 {1} kW 机位可容纳 {2}，小于 IT 功率 {3} kW。</translation>
    </message>
    <message>
        <source>Add places, or allow more power in a place.</source>
        <translation>增加机位，或提高单机位功率。</translation>
    </message>
    <message>
        <source>The IT rooms make {0} % of its width.</source>
        <translation>IT 用房占其区间宽度的 {0} %。</translation>
    </message>
    <message>
        <source>The power rooms make {0} % of its width.</source>
        <translation>电力用房占其区间宽度的 {0} %。</translation>
    </message>
    <message>
        <source>The cooling rooms make {0} % of its width.</source>
        <translation>制冷用房占其区间宽度的 {0} %。</translation>
    </message>
    <message>
        <source>The auxiliary rooms make {0} % of its width.</source>
        <translation>辅助用房占其区间宽度的 {0} %。</translation>
    </message>
    <message>
        <source>The fixed part makes {0} % of its width.</source>
        <translation>固定部分占其区间宽度的 {0} %。</translation>
    </message>
    <message>
        <source>IT rooms</source>
        <translation>IT 用房</translation>
    </message>
    <message>
        <source>{0} places · {1} m²</source>
        <translation>{0} 机位 · {1} m²</translation>
    </message>
    <message>
        <source>Power rooms</source>
        <translation>电力用房</translation>
    </message>
    <message>
        <source>{0} of {1} kW indoors · {2} m²/kW</source>
        <translation>室内 {0} / {1} kW · {2} m²/kW</translation>
    </message>
    <message>
        <source>Cooling rooms</source>
        <translation>制冷用房</translation>
    </message>
    <message>
        <source>{0} to {1} m²: all coefficients at the low, or all at the high ends of their ranges. They are assumptions; three published areas cannot fix five numbers.</source>
        <translation>{0} 至 {1} m²：所有系数同取其范围的下限或上限。这些是假设；三个发表的面积不足以确定五个数。</translation>
    </message>
    <message>
        <source>Auxiliary rooms</source>
        <translation>辅助用房</translation>
    </message>
    <message>
        <source>{0} of {1} m² of technical rooms</source>
        <translation>技术用房 {1} m² 的 {0}</translation>
    </message>
    <message>
        <source>Fixed part</source>
        <translation>固定部分</translation>
    </message>
    <message>
        <source>{0} m² whatever the size</source>
        <translation>{0} m²，与规模无关</translation>
    </message>
    <message>
        <source>Cooling rooms, chilled water</source>
        <translation>制冷用房，冷冻水</translation>
    </message>
    <message>
        <source>Set on case A: chillers, pumps, plate exchanger and storage tank indoors.</source>
        <translation>按案例 A 设定：冷水机组、泵、板式换热器和蓄冷罐在室内。</translation>
    </message>
    <message>
        <source>Ordered against chilled water as table 2 of the paper ranks rack kW per m².</source>
        <translation>参照冷冻水，按论文表 2 对每平方米机柜功率的排序确定。</translation>
    </message>
    <message>
        <source>Cooling rooms, indirect evaporative</source>
        <translation>制冷用房，间接蒸发</translation>
    </message>
    <message>
        <source>Cooling rooms, magnetic-levitation phase-change</source>
        <translation>制冷用房，磁悬浮相变</translation>
    </message>
    <message>
        <source>Cooling rooms, refrigerant pump</source>
        <translation>制冷用房，氟泵</translation>
    </message>
    <message>
        <source>Cooling rooms, cold plate</source>
        <translation>制冷用房，冷板</translation>
    </message>
    <message>
        <source>Cooling rooms, immersion</source>
        <translation>制冷用房，浸没</translation>
    </message>
    <message>
        <source>Cooling rooms, existing plant</source>
        <translation>制冷用房，既有冷站</translation>
    </message>
    <message>
        <source>A plant that is there takes no new area, as in case C.</source>
        <translation>既有冷站不占新面积，如案例 C。</translation>
    </message>
    <message>
        <source>High-temperature chilled water</source>
        <translation>高温冷冻水</translation>
    </message>
    <message>
        <source>Air-side indirect evaporative</source>
        <translation>空气侧间接蒸发</translation>
    </message>
    <message>
        <source>Magnetic-levitation phase-change</source>
        <translation>磁悬浮相变</translation>
    </message>
    <message>
        <source>Refrigerant-pump variable-frequency</source>
        <translation>变频氟泵</translation>
    </message>
    <message>
        <source>Cold plate</source>
        <translation>冷板</translation>
    </message>
    <message>
        <source>Immersion</source>
        <translation>浸没</translation>
    </message>
    <message>
        <source>Existing plant, re-used</source>
        <translation>既有冷站，利旧</translation>
    </message>
    <message>
        <source>IT rooms per rack place</source>
        <translation>每机位的 IT 用房面积</translation>
    </message>
    <message>
        <source>Set on case C (230 racks); 1.44 m² of rack and aisle, with in-row coolers, column heads and row ends. The ends of the range also use case B.</source>
        <translation>按案例 C（230 个机柜）设定；机柜和通道 1.44 m²，另含行级空调、列头柜和列端。范围两端还参考了案例 B。</translation>
    </message>
    <message>
        <source>Power rooms per kW of capacity indoors</source>
        <translation>每千瓦室内容量的电力用房面积</translation>
    </message>
    <message>
        <source>Set on cases A and C (2 000 kVA room); from dense 10 kV modules to separate transformer, UPS and battery rooms. The ends of the range also use case B.</source>
        <translation>按案例 A 和 C（2 000 kVA 用房）设定；从紧凑的 10 kV 模块到分设的变压器室、UPS 室和电池室。范围两端还参考了案例 B。</translation>
    </message>
    <message>
        <source>Auxiliary share of the technical rooms</source>
        <translation>辅助用房占技术用房的比例</translation>
    </message>
    <message>
        <source>Corridors, storage and staging.</source>
        <translation>走廊、库房和备货区。</translation>
    </message>
    <message>
        <source>Entrance, monitoring and extinguishing agent, whatever the size.</source>
        <translation>门厅、监控和灭火剂间，与规模无关。</translation>
    </message>
    <message>
        <source>The folder {0} for automatic saves cannot be made: {1}. Check its rights.</source>
        <translation>无法创建用于自动保存的文件夹 {0}：{1}。请检查其权限。</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}. Check that the file exists and that you may read it.</source>
        <translation>无法读取 {0}：{1}。请检查文件是否存在以及您是否有权读取。</translation>
    </message>
    <message>
        <source>{0} is a folder. Choose the project file in it.</source>
        <translation>{0} 是文件夹。请选择其中的项目文件。</translation>
    </message>
    <message>
        <source>Another program is writing {0} or was stopped while it did: {1} holds the rest. Close that program, or open and close the file with it once; to take the file as it is, move {1} away.</source>
        <translation>另一程序正在写入 {0}，或在写入时被中止：其余内容在 {1} 中。请关闭该程序，或用它打开并关闭一次此文件；若要按现状使用文件，请移走 {1}。</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>{0} is not a Plenum project. Choose a .plenum file; layout documents (JSON) are imported.</source>
        <translation>{0} 不是 Plenum 项目。请选择 .plenum 文件；布局文档（JSON）须导入。</translation>
    </message>
    <message>
        <source>{0} is a database of another program. Choose a .plenum file.</source>
        <translation>{0} 是其他程序的数据库。请选择 .plenum 文件。</translation>
    </message>
    <message>
        <source>{0} was saved by a newer version of Plenum (file version {1}; this program reads up to {2}). Update Plenum, or save the project there as a layout document.</source>
        <translation>{0} 由更新版本的 Plenum 保存（文件版本 {1}；本程序最高读取 {2}）。请更新 Plenum，或在那里将项目存为布局文档。</translation>
    </message>
    <message>
        <source>{0} is damaged: {1}. Restore it from a backup of the disk.</source>
        <translation>{0} 已损坏：{1}。请从磁盘备份恢复。</translation>
    </message>
    <message>
        <source>{0} is damaged: {1}. The state before its last save is in {2}; open that file.</source>
        <translation>{0} 已损坏：{1}。上次保存之前的状态在 {2} 中；请打开该文件。</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Check the free space and the rights of the folder, or save elsewhere.</source>
        <translation>无法写入 {0}：{1}。请检查剩余空间和文件夹权限，或保存到别处。</translation>
    </message>
    <message>
        <source>{0} cannot be flushed to the disk: {1}. Check the disk, then save again.</source>
        <translation>无法将 {0} 写到磁盘：{1}。请检查磁盘，然后重新保存。</translation>
    </message>
    <message>
        <source>The last good state {0} cannot be kept: {1}. Save elsewhere.</source>
        <translation>无法保留上一完好状态 {0}：{1}。请保存到别处。</translation>
    </message>
    <message>
        <source>{0} cannot be given a second name: {1}.</source>
        <translation>无法为 {0} 建立第二个名称：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be replaced: {1}. Check the rights of the folder, or save elsewhere.</source>
        <translation>无法替换 {0}：{1}。请检查文件夹权限，或保存到别处。</translation>
    </message>
    <message>
        <source>{0} cannot be removed: {1}. Check the rights of the folder.</source>
        <translation>无法删除 {0}：{1}。请检查文件夹权限。</translation>
    </message>
    <message>
        <source>{0} is a folder. Choose a file name.</source>
        <translation>{0} 是文件夹。请选择文件名。</translation>
    </message>
    <message>
        <source>The folder {0} does not exist. Make it, or save elsewhere.</source>
        <translation>文件夹 {0} 不存在。请创建它，或保存到别处。</translation>
    </message>
    <message>
        <source>Check it, then save the project.</source>
        <translation>请检查，然后保存项目。</translation>
    </message>
    <message>
        <source>{0}: its {1} was not a number and was set to {2}.</source>
        <translation>{0}：其{1}不是数值，已设为 {2}。</translation>
    </message>
    <message>
        <source>{0}: some of its values could not be read and have their defaults.</source>
        <translation>{0}：其部分数值无法读取，已取默认值。</translation>
    </message>
    <message>
        <source>{0}: its value of {1} could not be used and has its default.</source>
        <translation>{0}：其{1}的值无法使用，已取默认值。</translation>
    </message>
    <message>
        <source>The type {0} is of the unknown kind {1} and was left out.</source>
        <translation>型号 {0} 属于未知种类 {1}，已略去。</translation>
    </message>
    <message>
        <source>{0}: its outline or route could not be read to its end.</source>
        <translation>{0}：其轮廓或路径未能完整读取。</translation>
    </message>
    <message>
        <source>{0} is of the unknown kind {1} and was left out.</source>
        <translation>{0} 属于未知种类 {1}，已略去。</translation>
    </message>
    <message>
        <source>A connection ended at a port that is not there and was left out.</source>
        <translation>一个连接止于不存在的接口，已略去。</translation>
    </message>
    <message>
        <source>An object was listed twice in one variant; it is read once.</source>
        <translation>一个对象在同一方案中列出两次；只读取一次。</translation>
    </message>
    <message>
        <source>{0}: its {1} was not in the file and was cleared.</source>
        <translation>{0}：其{1}不在文件中，已清除。</translation>
    </message>
    <message>
        <source>{0} connections ended at objects that are not in the variant and were left out.</source>
        <translation>{0} 个连接止于不在方案中的对象，已略去。</translation>
    </message>
    <message>
        <source>no variant could be read</source>
        <translation>没有可读取的方案</translation>
    </message>
    <message>
        <source>There is not enough memory to save {0}. Close other projects and save again.</source>
        <translation>内存不足，无法保存 {0}。请关闭其他项目后重新保存。</translation>
    </message>
    <message>
        <source>{0} cannot be saved: {1}. The file on the disk is unchanged; export a layout document instead.</source>
        <translation>无法保存 {0}：{1}。磁盘上的文件未改变；请改为导出布局文档。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Add view {0}</source>
        <translation>添加视图 {0}</translation>
    </message>
    <message>
        <source>Update view {0}</source>
        <translation>更新视图 {0}</translation>
    </message>
    <message>
        <source>Remove view {0}</source>
        <translation>删除视图 {0}</translation>
    </message>
    <message>
        <source>Move view {0}</source>
        <translation>移动视图 {0}</translation>
    </message>
    <message>
        <source>Caption of view {0}</source>
        <translation>视图 {0} 的说明</translation>
    </message>
    <message>
        <source>Rename view {0}</source>
        <translation>重命名视图 {0}</translation>
    </message>
    <message>
        <source>Change live values</source>
        <translation>更改实时数值设置</translation>
    </message>
    <message>
        <source>The history cannot be read: {0}</source>
        <translation>无法读取历史记录：{0}</translation>
    </message>
    <message>
        <source>Change the basis of the comparison</source>
        <translation>更改比较基准</translation>
    </message>
    <message>
        <source>There is no site to write.</source>
        <translation>没有可写出的园区。</translation>
    </message>
    <message>
        <source>{0} objects have no drawable size or place and were left out.</source>
        <translation>{0} 个对象没有可绘制的尺寸或位置，已略去。</translation>
    </message>
    <message>
        <source>There is no solution to colour by; objects are grey.</source>
        <translation>没有可用于着色的求解结果；对象显示为灰色。</translation>
    </message>
    <message>
        <source>The outline of {0} crosses itself or has no area; its floor was left out.</source>
        <translation>{0} 的轮廓自相交或没有面积；其楼面已略去。</translation>
    </message>
    <message>
        <source>A message on {0} is neither a number nor JSON.</source>
        <translation>{0} 上的一条消息既不是数字也不是 JSON。</translation>
    </message>
    <message>
        <source>A message on {0} has no list of readings where the rule expects one.</source>
        <translation>{0} 上的一条消息在规则所指处没有读数列表。</translation>
    </message>
    <message>
        <source>A message on {0} has nothing at {1}.</source>
        <translation>{0} 上的一条消息在 {1} 处没有内容。</translation>
    </message>
    <message>
        <source>A reading on {0} is no object: {1}</source>
        <translation>{0} 上的一个读数不是对象：{1}</translation>
    </message>
    <message>
        <source>A message on {0} has a text where a number belongs: {1}</source>
        <translation>{0} 上的一条消息在应为数字处是文本：{1}</translation>
    </message>
    <message>
        <source>A message on {0} has an object or a list where a number belongs: {1}</source>
        <translation>{0} 上的一条消息在应为数字处是对象或列表：{1}</translation>
    </message>
    <message>
        <source>A message on {0} states a quality that is not known: {1}</source>
        <translation>{0} 上的一条消息给出了未知的数据质量：{1}</translation>
    </message>
    <message>
        <source>A message on {0} gives a point without a name.</source>
        <translation>{0} 上的一条消息得到的测点没有名称。</translation>
    </message>
    <message>
        <source>A message on {0} has no time at {1}; the time of arrival is taken, as uncertain.</source>
        <translation>{0} 上的一条消息在 {1} 处没有时间；采用到达时间，质量记为不确定。</translation>
    </message>
    <message>
        <source>A message on {0} has a time that cannot be read: {1}; the time of arrival is taken, as uncertain.</source>
        <translation>{0} 上的一条消息的时间无法读取：{1}；采用到达时间，质量记为不确定。</translation>
    </message>
    <message>
        <source>A message on {0} cannot be read: {1}</source>
        <translation>{0} 上的一条消息无法读取：{1}</translation>
    </message>
    <message>
        <source>The MQTT source has no broker: enter its host name.</source>
        <translation>MQTT 数据源没有代理服务器：请填写主机名。</translation>
    </message>
    <message>
        <source>The MQTT client cannot be made: {0}</source>
        <translation>无法建立 MQTT 客户端：{0}</translation>
    </message>
    <message>
        <source>The settings of the MQTT source cannot work: {0}</source>
        <translation>MQTT 数据源的设置无法使用：{0}</translation>
    </message>
    <message>
        <source>Nothing has come from the broker {0} for {1} s.</source>
        <translation>代理服务器 {0} 已有 {1} 秒没有数据。</translation>
    </message>
    <message>
        <source>The connection to the broker {0} was lost ({1}); trying again.</source>
        <translation>与代理服务器 {0} 的连接已断开（{1}），正在重试。</translation>
    </message>
    <message>
        <source>The broker {0} cannot be reached ({1}); trying again.</source>
        <translation>无法连接代理服务器 {0}（{1}），正在重试。</translation>
    </message>
    <message>
        <source>The broker {0} refuses the connection: {1}</source>
        <translation>代理服务器 {0} 拒绝连接：{1}</translation>
    </message>
    <message>
        <source>The topic {0} cannot be subscribed: {1}</source>
        <translation>无法订阅主题 {0}：{1}</translation>
    </message>
    <message>
        <source>The broker {0} does not let this user read a topic of the rules.</source>
        <translation>代理服务器 {0} 不允许该用户读取规则中的某个主题。</translation>
    </message>
    <message>
        <source>A message on {0} of {1} kB is larger than the limit of {2} kB; {3} such messages were dropped.</source>
        <translation>{0} 上的一条消息为 {1} kB，超过 {2} kB 的上限；已丢弃 {3} 条此类消息。</translation>
    </message>
    <message>
        <source>The MQTT source has ended: {0}</source>
        <translation>MQTT 数据源已终止：{0}</translation>
    </message>
    <message>
        <source>The rule “{0}” cannot be read: “{1}” must be a whole level of the topic.</source>
        <translation>规则“{0}”无法读取：“{1}”必须是主题中完整的一级。</translation>
    </message>
    <message>
        <source>The rule “{0}” cannot be read: nothing can follow “{1}”.</source>
        <translation>规则“{0}”无法读取：“{1}”之后不能再有内容。</translation>
    </message>
    <message>
        <source>The rule “{0}” has no topic.</source>
        <translation>规则“{0}”没有主题。</translation>
    </message>
    <message>
        <source>The rule “{0}” cannot be read: “{1}” is no JSON pointer; one starts with “/”.</source>
        <translation>规则“{0}”无法读取：“{1}”不是 JSON 指针，应以“/”开头。</translation>
    </message>
    <message>
        <source>The rule “{0}” cannot be read: “{1}” is no JSON pointer; write ~0 for ~ and ~1 for /.</source>
        <translation>规则“{0}”无法读取：“{1}”不是 JSON 指针；~ 写作 ~0，/ 写作 ~1。</translation>
    </message>
    <message>
        <source>The rule “{0}” cannot be read: “{1}” is not s, ms, us or ns.</source>
        <translation>规则“{0}”无法读取：“{1}”不是 s、ms、us 或 ns。</translation>
    </message>
    <message>
        <source>The rule “{0}” cannot be read: there is no option “{1}”.</source>
        <translation>规则“{0}”无法读取：没有选项“{1}”。</translation>
    </message>
    <message>
        <source>The rule “{0}” cannot be read: “{1}” is not written as option=value.</source>
        <translation>规则“{0}”无法读取：“{1}”没有写成 选项=值 的形式。</translation>
    </message>
    <message>
        <source>The rule “{0}” cannot be read: a brace of “{1}” is not closed.</source>
        <translation>规则“{0}”无法读取：“{1}”中有花括号未闭合。</translation>
    </message>
    <message>
        <source>There is no rule that says which topics to read; “# =&gt; {topic}” reads all.</source>
        <translation>没有规则说明要读取哪些主题；“# =&gt; {topic}”读取全部。</translation>
    </message>
    <message>
        <source>The file does not describe a device or a rack.</source>
        <translation>该文件描述的不是设备或机柜。</translation>
    </message>
    <message>
        <source>The file names no manufacturer or no model and is not read.</source>
        <translation>该文件未写明厂商或型号，不予读取。</translation>
    </message>
    <message>
        <source>The height of {0} U cannot be; it is not taken.</source>
        <translation>高度不可能为 {0} U；不予采用。</translation>
    </message>
    <message>
        <source>“{0}” must be a text or a number.</source>
        <translation>“{0}”必须是文本或数字。</translation>
    </message>
    <message>
        <source>“{0}” must be a number of zero or more.</source>
        <translation>“{0}”必须是不小于零的数。</translation>
    </message>
    <message>
        <source>“{0}” has no unit ({1}) and is not taken.</source>
        <translation>“{0}”没有单位（{1}），不予采用。</translation>
    </message>
    <message>
        <source>The unit “{1}” of “{0}” is not known; it is not taken.</source>
        <translation>“{0}”的单位“{1}”未知；不予采用。</translation>
    </message>
    <message>
        <source>“{0}” is not known here and is not read.</source>
        <translation>此处不认识“{0}”，不予读取。</translation>
    </message>
    <message>
        <source>“{0}” must be a list.</source>
        <translation>“{0}”必须是列表。</translation>
    </message>
    <message>
        <source>An entry of “{0}” is not an object.</source>
        <translation>“{0}”中有一项不是对象。</translation>
    </message>
    <message>
        <source>The file is not valid YAML: {0}</source>
        <translation>该文件不是有效的 YAML：{0}</translation>
    </message>
    <message>
        <source>Only the first {0} files are read.</source>
        <translation>只读取前 {0} 个文件。</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}</source>
        <translation>无法读取 {0}：{1}</translation>
    </message>
    <message>
        <source>Module types are parts inside devices and are not read.</source>
        <translation>模块类型是设备内部的部件，不予读取。</translation>
    </message>
    <message>
        <source>{0} holds no *.yaml or *.yml file.</source>
        <translation>{0} 中没有 *.yaml 或 *.yml 文件。</translation>
    </message>
    <message>
        <source>The file cannot be read. Check its permissions.</source>
        <translation>无法读取该文件。请检查其权限。</translation>
    </message>
    <message>
        <source>The file is larger than a device description can be (2 MB).</source>
        <translation>该文件大于设备描述可能的大小（2 MB）。</translation>
    </message>
    <message>
        <source>{0} is described by {1} as well; the first counts.</source>
        <translation>{1} 也描述了 {0}；以先读到的为准。</translation>
    </message>
    <message>
        <source>{0} is a part that sits inside another device.</source>
        <translation>{0} 是安装在另一设备内部的部件。</translation>
    </message>
    <message>
        <source>{0} is a battery whose power and energy are not stated; no type is made of it.</source>
        <translation>{0} 是电池，但未写明功率和能量；不为其生成类型。</translation>
    </message>
    <message>
        <source>{0} has power outlets, but nothing says whether it is a PDU or a UPS; no type is made of it.</source>
        <translation>{0} 有电源插座，但没有说明它是 PDU 还是 UPS；不为其生成类型。</translation>
    </message>
    <message>
        <source>{0} has no {1}; {2} mm are taken from its description.</source>
        <translation>{0} 没有 {1}；采用其描述中的 {2} mm。</translation>
    </message>
    <message>
        <source>{0} has no {1}; the default of a rack stays.</source>
        <translation>{0} 没有 {1}；保留机柜的默认值。</translation>
    </message>
    <message>
        <source>{0}: {1} is {2} mm, its description says {3} mm; the field is taken.</source>
        <translation>{0}：{1} 为 {2} mm，其描述写的是 {3} mm；以字段为准。</translation>
    </message>
    <message>
        <source>{0}: a mounting depth of {1} mm in {2} mm cannot be; check the library.</source>
        <translation>{0}：在 {2} mm 深度内不可能有 {1} mm 的安装深度；请检查设备库。</translation>
    </message>
    <message>
        <source>{0} states no empty mass or no maximum load; the default of a rack stays.</source>
        <translation>{0} 未写明空柜质量或最大载荷；保留机柜的默认值。</translation>
    </message>
    <message>
        <source>{0}: {1} kg empty and {2} kg of load at most are entered as its mass; as installed it will be less.</source>
        <translation>{0}：以空柜 {1} kg 加最大载荷 {2} kg 作为其质量；实际安装后会小于此值。</translation>
    </message>
    <message>
        <source>{0} is entered with its empty mass of {1} kg: what stands in it is missing from the floor load.</source>
        <translation>{0} 按空柜质量 {1} kg 录入：柜内设备未计入楼板载荷。</translation>
    </message>
    <message>
        <source>{0}: its size is not stated; the default of its kind stays. It is mounted in a rack and takes no floor of its own.</source>
        <translation>{0}：未写明尺寸；保留该类设备的默认值。它安装在机柜内，不单独占用楼面。</translation>
    </message>
    <message>
        <source>{0}: its depth is not stated; the default of its kind stays. It is mounted in a rack and takes no floor of its own.</source>
        <translation>{0}：未写明深度；保留该类设备的默认值。它安装在机柜内，不单独占用楼面。</translation>
    </message>
    <message>
        <source>{0} states {1} and {2} {3}; the lowest is taken.</source>
        <translation>{0} 同时写明 {1} 和 {2} {3}；采用最低值。</translation>
    </message>
    <message>
        <source>{0}: its plug is for {1} V, its words say {2} V; the words are taken.</source>
        <translation>{0}：其插头适用于 {1} V，文字写的是 {2} V；以文字为准。</translation>
    </message>
    <message>
        <source>{0} states no current and its plug comes in several sizes; the smallest, {1} A, is taken.</source>
        <translation>{0} 未写明电流，其插头有多种规格；采用最小的 {1} A。</translation>
    </message>
    <message>
        <source>Neither the words nor the plug of {0} tell what it can carry; no type is made of it.</source>
        <translation>{0} 的文字和插头都不能说明其承载能力；不为其生成类型。</translation>
    </message>
    <message>
        <source>{0} is single-phase: {1} A are entered as {2} A of three phases, so that the power it carries is right.</source>
        <translation>{0} 为单相：{1} A 按三相 {2} A 录入，以使其承载功率正确。</translation>
    </message>
    <message>
        <source>{0} does not state its VA; no type is made of it.</source>
        <translation>{0} 未写明视在功率（VA）；不为其生成类型。</translation>
    </message>
    <message>
        <source>{0} states {1} VA but no watts; 0.6 W a VA, the low end of small UPSs, is taken.</source>
        <translation>{0} 写明 {1} VA 但未写明瓦数；按小型 UPS 的下限每 VA 0.6 W 采用。</translation>
    </message>
    <message>
        <source>{0}: what its inlet may draw is not what it can supply and is not taken.</source>
        <translation>{0}：其输入口的最大取电量不等于输出能力，不予采用。</translation>
    </message>
    <message>
        <source>{0} does not state its VA and its two voltages; no type is made of it.</source>
        <translation>{0} 未写明视在功率（VA）和两侧电压；不为其生成类型。</translation>
    </message>
    <message>
        <source>{0} does not state its cooling capacity; no type is made of it.</source>
        <translation>{0} 未写明制冷量；不为其生成类型。</translation>
    </message>
    <message>
        <source>{0}: the library knows its capacity only; flows are scaled from the default unit, heads and approach are the default&apos;s.</source>
        <translation>{0}：设备库只有其制冷量；流量按默认机组折算，扬程和换热端差采用默认值。</translation>
    </message>
    <message>
        <source>{0} has no power port; what it draws is not stated.</source>
        <translation>{0} 没有电源口；未写明其用电功率。</translation>
    </message>
    <message>
        <source>{0} has no power port of its own: it is fed by the rack (busbar, power shelf) or draws nothing. Its power is not stated here.</source>
        <translation>{0} 没有自己的电源口：由机柜（母排、电源框）供电，或不用电。此处未写明其功率。</translation>
    </message>
    <message>
        <source>{0}: its {1} supplies add up to {2} W, its own words say {3} W; the words are taken.</source>
        <translation>{0}：其 {1} 个电源合计 {2} W，自身文字写的是 {3} W；以文字为准。</translation>
    </message>
    <message>
        <source>{0}: {1} supplies with nameplates of {2} W together; some of them are spare, so this is not what it draws. Its power is left open.</source>
        <translation>{0}：{1} 个电源铭牌合计 {2} W；其中有冗余，故这不是实际用电功率。功率留空。</translation>
    </message>
    <message>
        <source>{0} ({1} U, {2}) stands in a rack, not on a floor; no type is made of it.</source>
        <translation>{0}（{1} U，{2}）安装在机柜内而非楼面上；不为其生成类型。</translation>
    </message>
    <message>
        <source>{0} of {1} need {2} U; a rack has {3}. No type is made of it.</source>
        <translation>{0} 台 {1} 需要 {2} U；机柜有 {3} U。不为其生成类型。</translation>
    </message>
    <message>
        <source>A rack of {0} × {1} draws {2} kW at full load; its size and mass are the default&apos;s.</source>
        <translation>装有 {0} × {1} 的机柜满载功率为 {2} kW；其尺寸和质量采用默认值。</translation>
    </message>
    <message>
        <source>The reply to {0} is not one of the Prometheus API.</source>
        <translation>对 {0} 的应答不符合 Prometheus 接口。</translation>
    </message>
    <message>
        <source>Prometheus says about {0}: {1}</source>
        <translation>Prometheus 对 {0} 的提示：{1}</translation>
    </message>
    <message>
        <source>Prometheus refuses {0}: {1}</source>
        <translation>Prometheus 拒绝 {0}：{1}</translation>
    </message>
    <message>
        <source>The result of {0} is of the type {1}; only numbers can be read.</source>
        <translation>{0} 的结果类型为 {1}，只能读取数值。</translation>
    </message>
    <message>
        <source>A series of {0} is no object but: {1}</source>
        <translation>{0} 的一个序列不是对象，而是：{1}</translation>
    </message>
    <message>
        <source>A series of {0} has no labels.</source>
        <translation>{0} 的一个序列没有标签。</translation>
    </message>
    <message>
        <source>{0} gives a histogram ({1}); ask for a quantile or a mean of it.</source>
        <translation>{0} 给出的是直方图（{1}）；请查询其分位数或平均值。</translation>
    </message>
    <message>
        <source>Two series of {0} give the point “{1}”; only the first is read. Name more labels in the point.</source>
        <translation>{0} 的两个序列得到同一测点“{1}”，只读取第一个。请在测点名中写入更多标签。</translation>
    </message>
    <message>
        <source>A series of {0} has no list of values but: {1}</source>
        <translation>{0} 的一个序列没有数值列表，而是：{1}</translation>
    </message>
    <message>
        <source>A value of {0} is not written as [time, &quot;number&quot;] ({1}).</source>
        <translation>{0} 的一个值没有写成 [时间, &quot;数字&quot;] 的形式（{1}）。</translation>
    </message>
    <message>
        <source>A value of {0} has a time that cannot be ({1}).</source>
        <translation>{0} 的一个值的时间不可能成立（{1}）。</translation>
    </message>
    <message>
        <source>A value of {0} is no number: {1}</source>
        <translation>{0} 的一个值不是数字：{1}</translation>
    </message>
    <message>
        <source>The Prometheus source has no query: enter one PromQL expression a line.</source>
        <translation>Prometheus 数据源没有查询：请每行填写一个 PromQL 表达式。</translation>
    </message>
    <message>
        <source>The reply to {0} is not JSON: {1}</source>
        <translation>对 {0} 的应答不是 JSON：{1}</translation>
    </message>
    <message>
        <source>The HTTP client cannot be made: {0}</source>
        <translation>无法建立 HTTP 客户端：{0}</translation>
    </message>
    <message>
        <source>The address of the Prometheus source is “{0}”; it must begin with http:// or https://.</source>
        <translation>Prometheus 数据源的地址为“{0}”，必须以 http:// 或 https:// 开头。</translation>
    </message>
    <message>
        <source>The certificate of {0} is not checked: anybody on the way could be answering.</source>
        <translation>未检查 {0} 的证书：途中任何人都可能冒充应答。</translation>
    </message>
    <message>
        <source>{0} answers, but has had nothing new for {1} s.</source>
        <translation>{0} 有应答，但已有 {1} 秒没有新数据。</translation>
    </message>
    <message>
        <source>{0} was not read for {1} h; only the last {2} h are filled.</source>
        <translation>{0} 已有 {1} 小时未读取；只补齐最近 {2} 小时。</translation>
    </message>
    <message>
        <source>The reply to {0} is larger than the limit of {1} MB; ask for less.</source>
        <translation>对 {0} 的应答超过 {1} MB 的上限；请缩小查询范围。</translation>
    </message>
    <message>
        <source>{0} cannot be reached ({1}); trying again.</source>
        <translation>无法连接 {0}（{1}），正在重试。</translation>
    </message>
    <message>
        <source>{0} refuses the user or the secret (HTTP {1}).</source>
        <translation>{0} 拒绝该用户或密钥（HTTP {1}）。</translation>
    </message>
    <message>
        <source>{0} answers with HTTP {1}: it is no Prometheus server, or is not ready.</source>
        <translation>{0} 返回 HTTP {1}：它不是 Prometheus 服务器，或尚未就绪。</translation>
    </message>
    <message>
        <source>The Prometheus source has ended: {0}</source>
        <translation>Prometheus 数据源已终止：{0}</translation>
    </message>
    <message>
        <source>None of the {0} names tells row, rack and slot (as holy8a24404 does).</source>
        <translation>{0} 个名称中没有一个能看出列、机柜和槽位（如 holy8a24404）。</translation>
    </message>
    <message>
        <source>The file names {0} nodes; more than {1} cannot be one hall.</source>
        <translation>文件中有 {0} 个节点；超过 {1} 个不可能是一个机房。</translation>
    </message>
    <message>
        <source>{0} nodes stand in {1} racks of {2} rows, with {3} sensors.</source>
        <translation>{0} 个节点位于 {2} 列的 {1} 个机柜中，共 {3} 个传感器。</translation>
    </message>
    <message>
        <source>{0} names tell no place and were left out: {1}</source>
        <translation>{0} 个名称看不出位置，已略去：{1}</translation>
    </message>
    <message>
        <source>There is no sensor for {0}.</source>
        <translation>没有可用于 {0} 的传感器类型。</translation>
    </message>
    <message>
        <source>Names tell row, rack and slot, nothing else. Assumed: racks of 0.6 × 1.2 m and 42 U at the places their numbers count, rows in pairs front to front, cold aisles of 1.8 m and hot aisles of 1.2 m, no cooling and no power supply; the power of a rack is that of its kind.</source>
        <translation>名称只给出列、机柜和槽位。其余为假设：机柜 0.6 × 1.2 m、42 U，按编号排位；机柜列两两正面相对，冷通道 1.8 m，热通道 1.2 m；没有制冷和供电；机柜功率取该类设备的默认值。</translation>
    </message>
    <message>
        <source>{0} is a folder, not a recording.</source>
        <translation>{0} 是文件夹，不是记录文件。</translation>
    </message>
    <message>
        <source>{0} cannot be opened: {1}</source>
        <translation>无法打开 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} 是空文件。</translation>
    </message>
    <message>
        <source>{0} is UTF-16 text; save it as UTF-8.</source>
        <translation>{0} 是 UTF-16 文本；请另存为 UTF-8。</translation>
    </message>
    <message>
        <source>{0} cannot be read beyond line {1}: {2}</source>
        <translation>{0} 在第 {1} 行之后无法读取：{2}</translation>
    </message>
    <message>
        <source>{0} holds no table.</source>
        <translation>{0} 中没有表格。</translation>
    </message>
    <message>
        <source>{0} is no table of values: its first line has no columns.</source>
        <translation>{0} 不是数值表格：首行没有分列。</translation>
    </message>
    <message>
        <source>{0} is no table of values: a quote of its first line is not closed.</source>
        <translation>{0} 不是数值表格：首行有引号未闭合。</translation>
    </message>
    <message>
        <source>{0} has no header line; its columns are called by their numbers.</source>
        <translation>{0} 没有表头；各列按序号命名。</translation>
    </message>
    <message>
        <source>{0}: column {1} has no name; it is called “{2}”.</source>
        <translation>{0}：第 {1} 列没有名称，称为“{2}”。</translation>
    </message>
    <message>
        <source>{0}: two columns are called “{1}”; the later one becomes “{2}”.</source>
        <translation>{0}：有两列都叫“{1}”，后一列改称“{2}”。</translation>
    </message>
    <message>
        <source>{0} is not UTF-8; its texts are read as Latin-1.</source>
        <translation>{0} 不是 UTF-8；其中文字按 Latin-1 读取。</translation>
    </message>
    <message>
        <source>{0} has no column “{1}” for the time.</source>
        <translation>{0} 没有作为时间的列“{1}”。</translation>
    </message>
    <message>
        <source>{0} has no column with times; name it in the settings.</source>
        <translation>{0} 没有时间列；请在设置中指明。</translation>
    </message>
    <message>
        <source>{0}, line {1}: the row cannot be read: {2}</source>
        <translation>{0} 第 {1} 行：该行无法读取：{2}</translation>
    </message>
    <message>
        <source>{0}, line {1}: the row has {2} cells, the header {3}; it is passed over.</source>
        <translation>{0} 第 {1} 行：该行有 {2} 个单元格，表头有 {3} 个；已跳过。</translation>
    </message>
    <message>
        <source>{0}, line {1}: the time “{2}” cannot be read; the row is passed over.</source>
        <translation>{0} 第 {1} 行：时间“{2}”无法读取；该行已跳过。</translation>
    </message>
    <message>
        <source>{0}: the column “{1}” holds texts; it is not read.</source>
        <translation>{0}：列“{1}”为文本，不读取。</translation>
    </message>
    <message>
        <source>{0}, line {1}: “{2}” in the column “{3}” is no number.</source>
        <translation>{0} 第 {1} 行：列“{3}”中的“{2}”不是数字。</translation>
    </message>
    <message>
        <source>{0}, line {1}: the row names no sensor; it is passed over.</source>
        <translation>{0} 第 {1} 行：该行没有传感器名称；已跳过。</translation>
    </message>
    <message>
        <source>{0} has more than {1} points by line {2}; is the right column the sensor?</source>
        <translation>{0} 到第 {2} 行已超过 {1} 个测点；传感器列是否选对？</translation>
    </message>
    <message>
        <source>The replay has no file: choose a CSV or TSV table.</source>
        <translation>回放没有文件：请选择 CSV 或 TSV 表格。</translation>
    </message>
    <message>
        <source>{0} holds no value that can be read.</source>
        <translation>{0} 中没有可读取的数值。</translation>
    </message>
    <message>
        <source>{0} ends {1} h after its first value; the start lies beyond.</source>
        <translation>{0} 在首个数值之后 {1} 小时即结束；所设起点超出了范围。</translation>
    </message>
    <message>
        <source>{0} has been played to its end.</source>
        <translation>{0} 已回放完毕。</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} rows and {3} cells cannot be read; the others are played.</source>
        <translation>{0}：{2} 行中有 {1} 行、另有 {3} 个单元格无法读取；其余照常回放。</translation>
    </message>
    <message>
        <source>The replay has ended: {0}</source>
        <translation>回放已终止：{0}</translation>
    </message>
    <message>
        <source>The time zone “{0}” cannot be read; write UTC or an offset such as +08:00.</source>
        <translation>时区“{0}”无法读取；请写 UTC 或 +08:00 这样的偏移。</translation>
    </message>
    <message>
        <source>The recording cannot be sorted, its temporary file cannot be written: {0}</source>
        <translation>无法对记录排序，临时文件无法写入：{0}</translation>
    </message>
    <message>
        <source>{0} more of this kind since the last report</source>
        <translation>自上次报告以来还有 {0} 个同类问题</translation>
    </message>
    <message>
        <source>The setting “{0}” is “{1}”; it must be a number from {2} to {3}.</source>
        <translation>设置项“{0}”的值为“{1}”，必须是 {2} 到 {3} 之间的数。</translation>
    </message>
    <message>
        <source>Heat over footprint, kW/m²</source>
        <translation>单位占地热量，kW/m²</translation>
    </message>
    <message>
        <source>Heat to air and liquid of a rack, over its width times its depth.</source>
        <translation>机柜散到空气和液体的热量，除以其宽乘深。</translation>
    </message>
    <message>
        <source>The column “{0}” is not known and is not read.</source>
        <translation>不认识列“{0}”，不予读取。</translation>
    </message>
    <message>
        <source>{0} is larger than a table of racks can be (64 MB).</source>
        <translation>{0} 大于机柜表可能的大小（64 MB）。</translation>
    </message>
    <message>
        <source>{0} has no line of heads with name, x_m and y_m. Check the separator.</source>
        <translation>{0} 没有包含 name、x_m 和 y_m 的表头行。请检查分隔符。</translation>
    </message>
    <message>
        <source>x_m and y_m must be numbers; the line is left out.</source>
        <translation>x_m 和 y_m 必须是数字；该行已略去。</translation>
    </message>
    <message>
        <source>{0} is no number: “{1}”. It is left at its default.</source>
        <translation>{0} 不是数字：“{1}”。保留默认值。</translation>
    </message>
    <message>
        <source>{0} items without a place of their own (rooms, rows, pipes) are not in the table.</source>
        <translation>{0} 个没有自身位置的对象（房间、机柜列、管道）不在表中。</translation>
    </message>
    <message>
        <source>The setting “{0}” is missing or no number.</source>
        <translation>设置“{0}”缺失或不是数字。</translation>
    </message>
    <message>
        <source>Length of a day and interval must be above zero.</source>
        <translation>一天的长度和采样间隔必须大于零。</translation>
    </message>
    <message>
        <source>neither more nor less of it is better by itself</source>
        <translation>其多少本身不分优劣</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}:{1}</translation>
    </message>
    <message>
        <source>{0} has no converged solution</source>
        <translation>{0} 没有收敛的解</translation>
    </message>
    <message>
        <source>the conditions differ</source>
        <translation>工况不同</translation>
    </message>
    <message>
        <source>precision or sparsity of the compute differ</source>
        <translation>算力的精度或稀疏性不同</translation>
    </message>
    <message>
        <source>no common compute to bring the variants to</source>
        <translation>各方案没有可归一的共同算力</translation>
    </message>
    <message>
        <source>the best ones are equal</source>
        <translation>最优者相等</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>less is better, brought to the compute of the first, {0} ({1})</source>
        <translation>越小越好，已归一到第一个方案的算力 {0}（{1}）</translation>
    </message>
    <message>
        <source>more is better, at {0}</source>
        <translation>越大越好，按 {0}</translation>
    </message>
    <message>
        <source>more is better</source>
        <translation>越大越好</translation>
    </message>
    <message>
        <source>less is better</source>
        <translation>越小越好</translation>
    </message>
    <message>
        <source>all racks: {0}</source>
        <translation>全部机柜：{0}</translation>
    </message>
    <message>
        <source>no racks</source>
        <translation>没有机柜</translation>
    </message>
    <message>
        <source>2N: every rack is fed from both sides and outlives the loss of either</source>
        <translation>2N：每个机柜均由两侧供电，失去任一侧仍可运行</translation>
    </message>
    <message>
        <source>N: no rack outlives the loss of a side</source>
        <translation>N：单侧失电后没有机柜可继续运行</translation>
    </message>
    <message>
        <source>2N for {0} of {1} racks, N for the others</source>
        <translation>{1} 个机柜中 {0} 个为 2N，其余为 N</translation>
    </message>
    <message>
        <source>the same figures</source>
        <translation>数值相同</translation>
    </message>
    <message>
        <source>other figures for {0}</source>
        <translation>{0} 的数值不同</translation>
    </message>
    <message>
        <source>Precision and sparsity</source>
        <translation>精度与稀疏性</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未注明</translation>
    </message>
    <message>
        <source>Racks that state their compute</source>
        <translation>注明算力的机柜</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Redundancy found</source>
        <translation>实际冗余</translation>
    </message>
    <message>
        <source>Redundancy asked for</source>
        <translation>要求冗余</translation>
    </message>
    <message>
        <source>Inlet limit</source>
        <translation>进风限值</translation>
    </message>
    <message>
        <source>recommended (ASHRAE TC 9.9)</source>
        <translation>推荐范围（ASHRAE TC 9.9）</translation>
    </message>
    <message>
        <source>allowable (ASHRAE TC 9.9)</source>
        <translation>允许范围（ASHRAE TC 9.9）</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>工况</translation>
    </message>
    <message>
        <source>Dew point of the hall air</source>
        <translation>机房空气露点</translation>
    </message>
    <message>
        <source>Altitude</source>
        <translation>海拔</translation>
    </message>
    <message>
        <source>Load, training</source>
        <translation>负载，训练</translation>
    </message>
    <message>
        <source>Load, inference</source>
        <translation>负载，推理</translation>
    </message>
    <message>
        <source>Load, general</source>
        <translation>负载，通用</translation>
    </message>
    <message>
        <source>Other loads</source>
        <translation>其他负荷</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Equipment types</source>
        <translation>设备型号</translation>
    </message>
    <message>
        <source>Grid of the air</source>
        <translation>空气网格</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>细</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>粗</translation>
    </message>
    <message>
        <source>not solved</source>
        <translation>未求解</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>求解</translation>
    </message>
    <message>
        <source>converged</source>
        <translation>已收敛</translation>
    </message>
    <message>
        <source>not converged; worst: {0}</source>
        <translation>未收敛；最差：{0}</translation>
    </message>
    <message>
        <source>layout of the variant</source>
        <translation>方案布局</translation>
    </message>
    <message>
        <source>coupled solution of the variant</source>
        <translation>方案的耦合求解</translation>
    </message>
    <message>
        <source>equipment types of the project</source>
        <translation>项目中的设备型号</translation>
    </message>
    <message>
        <source>stated for the comparison</source>
        <translation>为对比而给定</translation>
    </message>
    <message>
        <source>no figure in the solution</source>
        <translation>求解结果中没有该数值</translation>
    </message>
    <message>
        <source>Shoelace formula on the outlines of the rooms.</source>
        <translation>按房间轮廓以鞋带公式计算。</translation>
    </message>
    <message>
        <source>Rooms count whole; equipment outdoors takes no space.</source>
        <translation>房间按整间计；室外设备不占空间。</translation>
    </message>
    <message>
        <source>IT power, allocated</source>
        <translation>IT 功率，分配值</translation>
    </message>
    <message>
        <source>SPCF, doi 10.11959/j.issn.1000-0801.2026046, equations (3) and (4)</source>
        <translation>SPCF，doi 10.11959/j.issn.1000-0801.2026046，式 (3) 与式 (4)</translation>
    </message>
    <message>
        <source>One set of coefficients for all variants; the plant that is drawn is not counted here.</source>
        <translation>所有方案采用同一组系数；此处不计图中所绘设备。</translation>
    </message>
    <message>
        <source>{0} racks, {1}</source>
        <translation>{0} 个机柜，{1}</translation>
    </message>
    <message>
        <source>Peak figures of the equipment types, equation (2) of SPCF</source>
        <translation>设备型号的峰值，SPCF 式 (2)</translation>
    </message>
    <message>
        <source>Peak at the stated precision; no workload reaches it.</source>
        <translation>所注明精度下的峰值；实际负载达不到。</translation>
    </message>
    <message>
        <source>F = sum of the compute stated for each rack</source>
        <translation>F = 各机柜注明算力之和</translation>
    </message>
    <message>
        <source>beyond its limit: {0}</source>
        <translation>超限：{0}</translation>
    </message>
    <message>
        <source>Redundancy 2N: alive, and nothing above its usable rating, after loss of either side.</source>
        <translation>2N 冗余：失去任一侧后仍带电，且无元件超过可用额定值。</translation>
    </message>
    <message>
        <source>Redundancy N: the loss of a side is not asked for.</source>
        <translation>N 冗余：不要求承受单侧失电。</translation>
    </message>
    <message>
        <source>Inlet within the recommended range (ASHRAE TC 9.9).</source>
        <translation>进风处于推荐范围内（ASHRAE TC 9.9）。</translation>
    </message>
    <message>
        <source>Inlet within the allowable range of its class (ASHRAE TC 9.9).</source>
        <translation>进风处于其等级的允许范围内（ASHRAE TC 9.9）。</translation>
    </message>
    <message>
        <source>At the load of the conditions; a rack below an overloaded element counts as not supportable as long as it hangs there.</source>
        <translation>按工况负载计；接在过载元件之下的机柜在改接之前计为不可支撑。</translation>
    </message>
    <message>
        <source>{0} cabins or tanks without a computed air inlet are not held against it.</source>
        <translation>{0} 个没有进风计算值的舱或浸没槽不按超限处理。</translation>
    </message>
    <message>
        <source>Limits: usable ratings and floor loads of the layout, coolant return limits of the types, ASHRAE TC 9.9</source>
        <translation>限值：布局中的可用额定值与楼板荷载、型号的冷却液回液限值、ASHRAE TC 9.9</translation>
    </message>
    <message>
        <source>F of the racks within every limit: feed, feed after loss, inlet, coolant flow, floor load</source>
        <translation>满足全部限值的机柜的 F：馈电、单侧失电后馈电、进风、冷却液流量、楼板荷载</translation>
    </message>
    <message>
        <source>beyond a limit: {0}</source>
        <translation>超限：{0}</translation>
    </message>
    <message>
        <source>Count of the racks within every limit: feed, feed after loss, inlet, coolant flow, floor load</source>
        <translation>满足全部限值的机柜数：馈电、单侧失电后馈电、进风、冷却液流量、楼板荷载</translation>
    </message>
    <message>
        <source>Count of racks, immersion tanks and compute cabins</source>
        <translation>机柜、浸没液冷槽与算力舱的数量</translation>
    </message>
    <message>
        <source>conditions</source>
        <translation>工况</translation>
    </message>
    <message>
        <source>Facility power</source>
        <translation>设施总功率</translation>
    </message>
    <message>
        <source>Ratio of ISO/IEC 30134-2 in one operating state</source>
        <translation>ISO/IEC 30134-2 的比值，取单一运行状态</translation>
    </message>
    <message>
        <source>One state, not a year: it is no annual PUE.</source>
        <translation>仅为单一状态而非全年：并非年度 PUE。</translation>
    </message>
    <message>
        <source>Potential flow without jets and buoyancy.</source>
        <translation>势流模型，不含射流与浮力。</translation>
    </message>
    <message>
        <source>no liquid-cooled rack on a loop</source>
        <translation>回路上没有液冷机柜</translation>
    </message>
    <message>
        <source>Load over the usable rating of the most loaded element when the other supply side is lost: one less the headroom</source>
        <translation>失去另一供电侧时负载最重元件的负载与可用额定值之比：1 减去裕度</translation>
    </message>
    <message>
        <source>allocated IT power over the area of all rooms</source>
        <translation>分配的 IT 功率除以全部房间面积</translation>
    </message>
    <message>
        <source>no room has an outline</source>
        <translation>没有带轮廓的房间</translation>
    </message>
    <message>
        <source>F of the racks that draw power</source>
        <translation>用电机柜的 F</translation>
    </message>
    <message>
        <source>F over facility power at the point of connection, in this state</source>
        <translation>该状态下 F 与接入点设施总功率之比</translation>
    </message>
    <message>
        <source>no power is drawn</source>
        <translation>没有用电</translation>
    </message>
    <message>
        <source>F, installed</source>
        <translation>F（装机）</translation>
    </message>
    <message>
        <source>F over the installed power capacity P of equation (4)</source>
        <translation>F 与式 (4) 装机电力容量 P 之比</translation>
    </message>
    <message>
        <source>tokens a second of the racks that draw power, times the utilisation, over facility power at the point of connection</source>
        <translation>用电机柜每秒词元数乘以利用率，再除以接入点设施总功率</translation>
    </message>
    <message>
        <source>no tokens a second are stated for the comparison</source>
        <translation>对比未给定每秒词元数</translation>
    </message>
    <message>
        <source>no powered rack has a stated figure of tokens</source>
        <translation>带电机柜均未给定词元数</translation>
    </message>
    <message>
        <source>Tokens a second for each PFLOPS</source>
        <translation>每 PFLOPS 每秒词元数</translation>
    </message>
    <message>
        <source>Tokens a second of one {0}</source>
        <translation>单个 {0} 每秒词元数</translation>
    </message>
    <message>
        <source>Utilisation</source>
        <translation>利用率</translation>
    </message>
    <message>
        <source>Tokens a second, all racks</source>
        <translation>全部机柜每秒词元数</translation>
    </message>
    <message>
        <source>figures of the user, without a source</source>
        <translation>用户给定的数值，无出处</translation>
    </message>
    <message>
        <source>figures of the user: {0}</source>
        <translation>用户给定的数值：{0}</translation>
    </message>
    <message>
        <source>Facility power is that of this state, whatever the utilisation.</source>
        <translation>设施总功率取该状态的值，与利用率无关。</translation>
    </message>
    <message>
        <source>{0} powered racks without a figure give no tokens.</source>
        <translation>{0} 个未给定数值的带电机柜不计词元。</translation>
    </message>
    <message>
        <source>S, space</source>
        <translation>S（空间）</translation>
    </message>
    <message>
        <source>F, supportable</source>
        <translation>F（可支撑）</translation>
    </message>
    <message>
        <source>Racks within every limit</source>
        <translation>满足全部限值的机柜</translation>
    </message>
    <message>
        <source>Feed load after loss of the other side</source>
        <translation>失去另一侧后的馈电负载率</translation>
    </message>
    <message>
        <source>IT power per area</source>
        <translation>单位面积 IT 功率</translation>
    </message>
    <message>
        <source>Compute per power at the point of connection</source>
        <translation>接入点单位功率算力</translation>
    </message>
    <message>
        <source>Compute per installed power P</source>
        <translation>单位装机电力 P 的算力</translation>
    </message>
    <message>
        <source>Tokens per watt</source>
        <translation>每瓦词元数</translation>
    </message>
    <message>
        <source>feed</source>
        <translation>馈电</translation>
    </message>
    <message>
        <source>feed after loss of a side</source>
        <translation>单侧失电后馈电</translation>
    </message>
    <message>
        <source>inlet temperature</source>
        <translation>进风温度</translation>
    </message>
    <message>
        <source>coolant flow</source>
        <translation>冷却液流量</translation>
    </message>
    <message>
        <source>floor load</source>
        <translation>楼板荷载</translation>
    </message>
    <message>
        <source>The view {0} shows the variant {1}, which is not in the document.</source>
        <translation>视图 {0} 显示的方案 {1} 不在文档中。</translation>
    </message>
    <message>
        <source>Name a variant of the document, or remove the view.</source>
        <translation>请指定文档中的方案，或移除该视图。</translation>
    </message>
    <message>
        <source>The plug-in {0} did not stop in time and was cut off. Restart the program to use it again.</source>
        <translation>插件 {0} 未按时停止，已被切断。请重新启动程序后再使用。</translation>
    </message>
    <message>
        <source>The plug-in {0} failed and does not say why. Report it to its maker.</source>
        <translation>插件 {0} 失败且未说明原因。请报告给其作者。</translation>
    </message>
    <message>
        <source>The plug-in {0} failed: {1}. Report it to its maker.</source>
        <translation>插件 {0} 失败：{1}。请报告给其作者。</translation>
    </message>
    <message>
        <source>The library {0} is not there. Install the plug-in again.</source>
        <translation>库 {0} 不存在。请重新安装该插件。</translation>
    </message>
    <message>
        <source>The library {0} cannot be read. Check its permissions.</source>
        <translation>无法读取库 {0}。请检查其权限。</translation>
    </message>
    <message>
        <source>{0} is not a library.</source>
        <translation>{0} 不是库文件。</translation>
    </message>
    <message>
        <source>The library {0} was made for another machine.</source>
        <translation>库 {0} 是为另一种机器制作的。</translation>
    </message>
    <message>
        <source>The library {0} is damaged: it is shorter than its headers say. Install the plug-in again.</source>
        <translation>库 {0} 已损坏：比其文件头所述更短。请重新安装该插件。</translation>
    </message>
    <message>
        <source>The library cannot be opened: {0}</source>
        <translation>无法打开库：{0}</translation>
    </message>
    <message>
        <source>The library {0} has no function {1}; it is not a plug-in of this program.</source>
        <translation>库 {0} 没有函数 {1}；它不是本程序的插件。</translation>
    </message>
    <message>
        <source>The library {0} does not describe itself.</source>
        <translation>库 {0} 没有自我描述。</translation>
    </message>
    <message>
        <source>The library was built for contract {0}; this program offers {1}.</source>
        <translation>该库为接口版本 {0} 构建；本程序提供 {1}。</translation>
    </message>
    <message>
        <source>The library calls itself “{0}”, its description “{1}”.</source>
        <translation>该库自称“{0}”，其描述为“{1}”。</translation>
    </message>
    <message>
        <source>The library {0} created nothing.</source>
        <translation>库 {0} 没有创建任何内容。</translation>
    </message>
    <message>
        <source>Another plug-in hung while it was loaded; no more can be loaded before the program is started again without it.</source>
        <translation>另一插件在加载时停滞；在去掉它并重新启动程序之前，无法再加载其他插件。</translation>
    </message>
    <message>
        <source>The plug-in {0} did not finish loading within {1} s and was left alone.</source>
        <translation>插件 {0} 未在 {1} s 内完成加载，已放弃。</translation>
    </message>
    <message>
        <source>The folder {0} of plug-ins cannot be listed: {1}</source>
        <translation>无法列出插件文件夹 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} is there twice; the one in {1} counts.</source>
        <translation>{0} 有两份；以 {1} 中的为准。</translation>
    </message>
    <message>
        <source>No plug-in is named “{0}”.</source>
        <translation>没有名为“{0}”的插件。</translation>
    </message>
    <message>
        <source>The plug-in {0} gives nothing of this kind: {1}.</source>
        <translation>插件 {0} 不提供此类功能：{1}。</translation>
    </message>
    <message>
        <source>Live data</source>
        <translation>实时数据</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加图</translation>
    </message>
    <message>
        <source>“{0}” must be true or false, not “{1}”.</source>
        <translation>“{0}”必须为 true 或 false，而不是“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” knows no choice “{1}”.</source>
        <translation>“{0}”没有选项“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” must be a number, not “{1}”.</source>
        <translation>“{0}”必须是数字，而不是“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” must be a whole number, not “{1}”.</source>
        <translation>“{0}”必须是整数，而不是“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” = {1} lies outside what is allowed.</source>
        <translation>“{0}”= {1} 超出允许范围。</translation>
    </message>
    <message>
        <source>A plug-in&apos;s description must be an object.</source>
        <translation>插件描述必须是对象。</translation>
    </message>
    <message>
        <source>The id “{0}” must be small letters, digits and underscores, 32 at most.</source>
        <translation>标识“{0}”只能由小写字母、数字和下划线组成，最多 32 个字符。</translation>
    </message>
    <message>
        <source>This format is not known: “{0}”.</source>
        <translation>不认识此格式：“{0}”。</translation>
    </message>
    <message>
        <source>“{0}” is missing or no whole number.</source>
        <translation>“{0}”缺失或不是整数。</translation>
    </message>
    <message>
        <source>The plug-in was made for contract {0}; this program offers {1}.</source>
        <translation>该插件为接口版本 {0} 制作；本程序提供 {1}。</translation>
    </message>
    <message>
        <source>Install the version of the plug-in that belongs to this program.</source>
        <translation>请安装与本程序配套的插件版本。</translation>
    </message>
    <message>
        <source>The library must be a file name in the plug-in&apos;s own folder, not “{0}”.</source>
        <translation>库必须是插件自身文件夹中的文件名，而不是“{0}”。</translation>
    </message>
    <message>
        <source>“{0}” is missing.</source>
        <translation>缺少“{0}”。</translation>
    </message>
    <message>
        <source>“{0}” must be a text of reasonable length.</source>
        <translation>“{0}”必须是长度合理的文本。</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>“{0}”为空。</translation>
    </message>
    <message>
        <source>“{0}” must be a list of reasonable length.</source>
        <translation>“{0}”必须是长度合理的列表。</translation>
    </message>
    <message>
        <source>{0} is not a kind of plug-in.</source>
        <translation>{0} 不是插件类别。</translation>
    </message>
    <message>
        <source>The plug-in says no kind that it gives.</source>
        <translation>插件未说明它提供的类别。</translation>
    </message>
    <message>
        <source>A suffix must be small letters and digits without a dot.</source>
        <translation>后缀只能由小写字母和数字组成，不带点。</translation>
    </message>
    <message>
        <source>An importer or exporter must say which suffixes it takes.</source>
        <translation>导入或导出插件必须说明它支持的后缀。</translation>
    </message>
    <message>
        <source>A setting must be an object.</source>
        <translation>设置必须是对象。</translation>
    </message>
    <message>
        <source>“{0}” is not a kind of setting.</source>
        <translation>“{0}”不是设置类别。</translation>
    </message>
    <message>
        <source>The setting “{0}” is there twice.</source>
        <translation>设置“{0}”重复出现。</translation>
    </message>
    <message>
        <source>“{0}” must be a number.</source>
        <translation>“{0}”必须是数字。</translation>
    </message>
    <message>
        <source>A choice must be a text or an object with key and label.</source>
        <translation>选项必须是文本，或带有 key 和 label 的对象。</translation>
    </message>
    <message>
        <source>The choice “{0}” offers nothing to choose.</source>
        <translation>选择项“{0}”没有可选内容。</translation>
    </message>
    <message>
        <source>A secret has no default.</source>
        <translation>密钥没有默认值。</translation>
    </message>
    <message>
        <source>“{0}” must be a text, a number or true or false.</source>
        <translation>“{0}”必须是文本、数字或 true、false。</translation>
    </message>
    <message>
        <source>“{0}” must be an object.</source>
        <translation>“{0}”必须是对象。</translation>
    </message>
    <message>
        <source>A translation must be a text.</source>
        <translation>翻译必须是文本。</translation>
    </message>
    <message>
        <source>The description is larger or deeper than a description can be; it is not read.</source>
        <translation>该描述过大或嵌套过深；不予读取。</translation>
    </message>
    <message>
        <source>The description is not valid JSON: {0}</source>
        <translation>该描述不是有效的 JSON：{0}</translation>
    </message>
    <message>
        <source>The description cannot be read. Check that it is a file and its permissions.</source>
        <translation>无法读取该描述。请检查它是否为文件及其权限。</translation>
    </message>
    <message>
        <source>{0} has no setting “{1}”.</source>
        <translation>{0} 没有设置“{1}”。</translation>
    </message>
    <message>
        <source>{0} is not pending any more.</source>
        <translation>{0} 已不再是待定变更。</translation>
    </message>
    <message>
        <source>{0} depends on {1}, which is a pending change of its own.</source>
        <translation>{0} 依赖于 {1}，后者本身也是待定变更。</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Rewired</source>
        <translation>改接</translation>
    </message>
    <message>
        <source>Take over: {0}</source>
        <translation>采纳：{0}</translation>
    </message>
    <message>
        <source>Execute {0} first.</source>
        <translation>请先执行 {0}。</translation>
    </message>
    <message>
        <source>Drop the change of {0}</source>
        <translation>放弃对 {0} 的变更</translation>
    </message>
    <message>
        <source>Drop the change of {0} first.</source>
        <translation>请先放弃对 {0} 的变更。</translation>
    </message>
    <message>
        <source>{0}: {1} → {2}</source>
        <translation>{0}：{1} → {2}</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>所属</translation>
    </message>
    <message>
        <source>Refers to</source>
        <translation>关联对象</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>stated for the object</source>
        <translation>对象自行给定</translation>
    </message>
    <message>
        <source>taken from its type</source>
        <translation>取自其型号</translation>
    </message>
    <message>
        <source>{0} added</source>
        <translation>新增 {0}</translation>
    </message>
    <message>
        <source>{0} added at {1}</source>
        <translation>新增 {0}，位于 {1}</translation>
    </message>
    <message>
        <source>{0} removed</source>
        <translation>移除 {0}</translation>
    </message>
    <message>
        <source>{0} removed from {1}</source>
        <translation>移除 {0}，原位于 {1}</translation>
    </message>
    <message>
        <source>{0} moved by {1}: {2} → {3}</source>
        <translation>{0} 移动 {1}：{2} → {3}</translation>
    </message>
    <message>
        <source>{0}, {1}: {2} → {3}</source>
        <translation>{0}，{1}：{2} → {3}</translation>
    </message>
    <message>
        <source>{0}, {1}: {2} → {3}, and {4} more</source>
        <translation>{0}，{1}：{2} → {3}，另有 {4} 项</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>{0} 已更改</translation>
    </message>
    <message>
        <source>Add a point to {0}</source>
        <translation>为 {0} 添加点</translation>
    </message>
    <message>
        <source>Remove a point of {0}</source>
        <translation>移除 {0} 的点</translation>
    </message>
    <message>
        <source>Move a point of {0}</source>
        <translation>移动 {0} 的点</translation>
    </message>
    <message>
        <source>{0} has fewer than 3 corners: it encloses nothing.</source>
        <translation>{0} 的角点少于 3 个：未围成任何区域。</translation>
    </message>
    <message>
        <source>Add corners in the inspector or on the plan.</source>
        <translation>请在检查器或平面图中添加角点。</translation>
    </message>
    <message>
        <source>{0} has fewer than 2 points: it has no length.</source>
        <translation>{0} 的点少于 2 个：没有长度。</translation>
    </message>
    <message>
        <source>Add points in the inspector or on the plan.</source>
        <translation>请在检查器或平面图中添加点。</translation>
    </message>
    <message>
        <source>The outline of {0} crosses or touches itself.</source>
        <translation>{0} 的轮廓自相交或自接触。</translation>
    </message>
    <message>
        <source>Put its corners in the order of a walk around it.</source>
        <translation>请按绕行一周的顺序排列角点。</translation>
    </message>
    <message>
        <source>The type {0} is still used by {1}.</source>
        <translation>类型 {0} 仍被 {1} 使用。</translation>
    </message>
    <message>
        <source>Give it another type or remove it first.</source>
        <translation>请先为其更换类型或将其删除。</translation>
    </message>
    <message>
        <source>The conditions would have a value that is not a number.</source>
        <translation>工况中会出现不是数字的值。</translation>
    </message>
    <message>
        <source>{0} was written by a newer version of this program (history version {1}, known up to {2}). Open it with that version.</source>
        <translation>{0} 由本程序的更新版本写成(历史版本 {1},本程序支持到 {2})。请用该版本打开。</translation>
    </message>
    <message>
        <source>{0} is a folder, not a history file.</source>
        <translation>{0} 是文件夹,不是历史文件。</translation>
    </message>
    <message>
        <source>{0} is not a history of values. Move it away; a new history is begun then.</source>
        <translation>{0} 不是历史数据文件。请将其移走,程序随后会新建历史文件。</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Check the rights of its folder.</source>
        <translation>无法写入 {0}:{1}。请检查所在文件夹的权限。</translation>
    </message>
    <message>
        <source>{0} is being recorded by another window. Close that project there.</source>
        <translation>{0} 正由另一个窗口记录。请先在那里关闭该项目。</translation>
    </message>
    <message>
        <source>The history {0} is damaged: {1}. Move it away; a new history is begun then.</source>
        <translation>历史文件 {0} 已损坏:{1}。请将其移走,程序随后会新建历史文件。</translation>
    </message>
    <message>
        <source>The history {0} cannot be read: {1}.</source>
        <translation>无法读取历史文件 {0}:{1}。</translation>
    </message>
    <message>
        <source>its list of points has gaps</source>
        <translation>测点表不连续</translation>
    </message>
    <message>
        <source>{0} rows of the journal of {1} are damaged: about {0} half seconds of values are lost.</source>
        <translation>{1} 的日志中有 {0} 行损坏:约丢失 {0} 个半秒的数据。</translation>
    </message>
    <message>
        <source>{0} values came faster than the disk took them and were not recorded.</source>
        <translation>{0} 个数值到达过快,磁盘来不及写入,未被记录。</translation>
    </message>
    <message>
        <source>Record fewer points, set deadbands, or move the project to a faster disk.</source>
        <translation>请减少记录的测点、设置死区,或将项目移到更快的磁盘。</translation>
    </message>
    <message>
        <source>The history {0} cannot be written: {1}. New values wait in memory.</source>
        <translation>无法写入历史文件 {0}:{1}。新数值暂存于内存。</translation>
    </message>
    <message>
        <source>Make room on the disk and check the rights of the file.</source>
        <translation>请腾出磁盘空间并检查文件权限。</translation>
    </message>
    <message>
        <source>The view {0} shows a variant that is not in the file and was left out.</source>
        <translation>视图 {0} 显示的方案不在文件中，已略去。</translation>
    </message>
    <message>
        <source>{0} is bound twice by name. The first row counts.</source>
        <translation>{0} 按名称绑定了两次,以第一行为准。</translation>
    </message>
    <message>
        <source>No row of the binding fits this name.</source>
        <translation>没有任何绑定行与此名称相符。</translation>
    </message>
    <message>
        <source>the rule has no {0} to put in</source>
        <translation>规则中没有可代入的 {0}</translation>
    </message>
    <message>
        <source>the sensor {0} measures no object</source>
        <translation>传感器 {0} 没有测量对象</translation>
    </message>
    <message>
        <source>the twin has no quantity for what the sensor {0} measures</source>
        <translation>孪生模型中没有传感器 {0} 所测的物理量</translation>
    </message>
    <message>
        <source>no quantity is named</source>
        <translation>未指定物理量</translation>
    </message>
    <message>
        <source>there is no quantity {0}</source>
        <translation>没有物理量 {0}</translation>
    </message>
    <message>
        <source>the unit {0} does not fit {1}</source>
        <translation>单位 {0} 与{1}不符</translation>
    </message>
    <message>
        <source>scale and offset must be numbers, the scale not zero</source>
        <translation>比例和偏移必须为数字,且比例不为零</translation>
    </message>
    <message>
        <source>no value can lie between {0} and {1}; the range is not used</source>
        <translation>不可能有数值介于 {0} 与 {1} 之间;该范围不予采用</translation>
    </message>
    <message>
        <source>{0} of this object already comes from {1}</source>
        <translation>该对象的{0}已来自 {1}</translation>
    </message>
    <message>
        <source>Use the id of the object, for instance {0}.</source>
        <translation>请使用对象的标识,例如 {0}。</translation>
    </message>
    <message>
        <source>{0} objects are called {1}</source>
        <translation>有 {0} 个对象名为 {1}</translation>
    </message>
    <message>
        <source>there is no object {0}</source>
        <translation>没有对象 {0}</translation>
    </message>
    <message>
        <source>The nearest names are: {0}.</source>
        <translation>最接近的名称:{0}。</translation>
    </message>
    <message>
        <source>Line {0}: {1} is no number in column {2}.</source>
        <translation>第 {0} 行:{2} 列中的 {1} 不是数字。</translation>
    </message>
    <message>
        <source>Line {0}: {1} is no way to match.</source>
        <translation>第 {0} 行:{1} 不是匹配方式。</translation>
    </message>
    <message>
        <source>Line {0}: no point is named.</source>
        <translation>第 {0} 行:未指定测点。</translation>
    </message>
    <message>
        <source>Line {0}: no object is named.</source>
        <translation>第 {0} 行:未指定对象。</translation>
    </message>
    <message>
        <source>Line {0}: there is no quantity {1}.</source>
        <translation>第 {0} 行:没有物理量 {1}。</translation>
    </message>
    <message>
        <source>Line {0}: the unit {1} does not fit {2}.</source>
        <translation>第 {0} 行:单位 {1} 与{2}不符。</translation>
    </message>
    <message>
        <source>Line {0}: the scale must not be zero.</source>
        <translation>第 {0} 行:比例不得为零。</translation>
    </message>
    <message>
        <source>Line {0}: low must be below high.</source>
        <translation>第 {0} 行:下限必须小于上限。</translation>
    </message>
    <message>
        <source>Line {0}: the deadband must not be negative.</source>
        <translation>第 {0} 行:死区不得为负。</translation>
    </message>
    <message>
        <source>Line {0}: the age at which a value is stale must be above zero.</source>
        <translation>第 {0} 行:数值过期时间必须大于零。</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>第 {0} 行:{1}</translation>
    </message>
    <message>
        <source>Line {0}: the column {1} is not known and not read.</source>
        <translation>第 {0} 行:未知列 {1},未读取。</translation>
    </message>
    <message>
        <source>Line {0}: the column {1} is missing.</source>
        <translation>第 {0} 行:缺少列 {1}。</translation>
    </message>
    <message>
        <source>Line {0}: a quotation mark is opened and never closed.</source>
        <translation>第 {0} 行:引号未闭合。</translation>
    </message>
    <message>
        <source>The clock of {0} runs {1} s ahead of this computer&apos;s. The time of arrival is taken, the values are marked uncertain.</source>
        <translation>{0} 的时钟比本机快 {1} 秒。已改用到达时间,数值标为不确定。</translation>
    </message>
    <message>
        <source>Set the clock of the source, or of this computer.</source>
        <translation>请校准数据源或本机的时钟。</translation>
    </message>
    <message>
        <source>{0} sends the unit {1}, which does not fit {2}. Its values are not used.</source>
        <translation>{0} 发送的单位 {1} 与{2}不符,其数值不予采用。</translation>
    </message>
    <message>
        <source>Bind the point to another quantity or correct its unit at the source.</source>
        <translation>请将测点绑定到其他物理量,或在数据源处更正单位。</translation>
    </message>
    <message>
        <source>{0} sends {1}, outside of what is possible for {2}. Such values are marked bad and not kept.</source>
        <translation>{0} 发送了 {1},超出{2}的可能范围。此类数值标为坏值,不予保留。</translation>
    </message>
    <message>
        <source>Check the unit, scale and offset of the binding.</source>
        <translation>请检查绑定的单位、比例和偏移。</translation>
    </message>
    <message>
        <source>Not measured.</source>
        <translation>未测量。</translation>
    </message>
    <message>
        <source>The rule {0} is no pattern: {1}.</source>
        <translation>规则 {0} 不是有效的模式:{1}。</translation>
    </message>
    <message>
        <source>{ needs a word and }</source>
        <translation>{ 之后须有词和 }</translation>
    </message>
    <message>
        <source>Line {0}: {1} is no time.</source>
        <translation>第 {0} 行:{1} 不是时间。</translation>
    </message>
    <message>
        <source>Line {0}: {1} is no quality.</source>
        <translation>第 {0} 行:{1} 不是数据质量。</translation>
    </message>
    <message>
        <source>Set up the sources and the binding again, or undo the change.</source>
        <translation>请重新设置数据源和绑定，或撤销更改。</translation>
    </message>
    <message>
        <source>What the project keeps about live values cannot be read.</source>
        <translation>无法读取项目保存的实时数值设置。</translation>
    </message>
    <message>
        <source>A source of live values names no plug-in and was left out.</source>
        <translation>一个实时数据源未指明插件，已略去。</translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation>导入 {0}</translation>
    </message>
    <message>
        <source>EPANET&apos;s library cannot be opened: {0}</source>
        <translation>无法打开 EPANET 库：{0}</translation>
    </message>
    <message>
        <source>EPANET refuses {0} with code {1}.</source>
        <translation>EPANET 拒绝 {0}，代码 {1}。</translation>
    </message>
    <message>
        <source>EPANET&apos;s library lacks {0}; release 2.2 or later is needed.</source>
        <translation>EPANET 库缺少 {0}；需要 2.2 或更高版本。</translation>
    </message>
    <message>
        <source>The library {0} cannot be opened: {1}</source>
        <translation>无法打开库 {0}：{1}</translation>
    </message>
    <message>
        <source>The library {0} has no function {1}.</source>
        <translation>库 {0} 没有函数 {1}。</translation>
    </message>
    <message>
        <source>Power Grid Model reports: {0}</source>
        <translation>Power Grid Model 报告：{0}</translation>
    </message>
    <message>
        <source>Put {0} back in service</source>
        <translation>恢复{0}运行</translation>
    </message>
    <message>
        <source>Take {0} out of service</source>
        <translation>停用{0}</translation>
    </message>
    <message>
        <source>The overlay “{1}” of the plug-in {0} is not shown: another has the same key.</source>
        <translation>未显示插件 {0} 的叠加图“{1}”：另有叠加图使用相同的键。</translation>
    </message>
    <message>
        <source>{0} lies outside the hall.</source>
        <translation>{0} 位于机房之外。</translation>
    </message>
    <message>
        <source>Move it inside or enlarge the hall.</source>
        <translation>请移入机房或加大机房。</translation>
    </message>
    <message>
        <source>{0} and {1} overlap.</source>
        <translation>{0} 与 {1} 重叠。</translation>
    </message>
    <message>
        <source>Move one of them; boxes may touch.</source>
        <translation>请移动其中一个；允许相互接触。</translation>
    </message>
    <message>
        <source>The name {0} is used more than once.</source>
        <translation>名称 {0} 被重复使用。</translation>
    </message>
    <message>
        <source>Give every rack, cooler, solid, supply and return its own name.</source>
        <translation>请为每个机柜、冷却器、实体、送风口和回风口取不同的名称。</translation>
    </message>
    <message>
        <source>{0} does not lie on a side of the hall that its direction points in from.</source>
        <translation>{0} 不在其方向所指入的机房侧面上。</translation>
    </message>
    <message>
        <source>Openings that lie inside the hall belong to a cooler or a rack.</source>
        <translation>机房内部的开口应属于冷却器或机柜。</translation>
    </message>
    <message>
        <source>Each part of a side belongs to one opening.</source>
        <translation>侧面的每一部分只能属于一个开口。</translation>
    </message>
    <message>
        <source>{0} is closed by what stands before it: {1}.</source>
        <translation>{0} 被其前方的 {1} 堵住。</translation>
    </message>
    <message>
        <source>Leave free space in front of the opening.</source>
        <translation>请在开口前方留出空间。</translation>
    </message>
    <message>
        <source>Part of {0} is closed by {1}; the rest carries its flow.</source>
        <translation>{0} 的一部分被 {1} 堵住；其余部分承担全部风量。</translation>
    </message>
    <message>
        <source>{0} draws and gives on the same side of its box.</source>
        <translation>{0} 的进风和出风在箱体的同一侧。</translation>
    </message>
    <message>
        <source>Turn one of the two normals.</source>
        <translation>请反转其中一个法向。</translation>
    </message>
    <message>
        <source>{0} m³/s are supplied, but the hall has no return: the flows cannot balance.</source>
        <translation>送风 {0} m³/s，但机房没有回风口：风量无法平衡。</translation>
    </message>
    <message>
        <source>Add a return.</source>
        <translation>请添加回风口。</translation>
    </message>
    <message>
        <source>No supply and no cooler: nothing takes {0} kW of heat from the air.</source>
        <translation>没有送风口也没有冷却器：无法从空气中带走 {0} kW 的热量。</translation>
    </message>
    <message>
        <source>Add a supply or a cooler.</source>
        <translation>请添加送风口或冷却器。</translation>
    </message>
    <message>
        <source>{0}: {1} is missing.</source>
        <translation>{0}：缺少 {1}。</translation>
    </message>
    <message>
        <source>Add the key with its value.</source>
        <translation>请添加该键及其值。</translation>
    </message>
    <message>
        <source>{0}: the face {1} does not lie on its box.</source>
        <translation>{0}：面 {1} 不在其箱体上。</translation>
    </message>
    <message>
        <source>Give the plane of the box&apos;s side that the outward normal points from.</source>
        <translation>请给出外法向所在箱体侧面的平面位置。</translation>
    </message>
    <message>
        <source>{0}: the axis of the opening is missing or contradicts its direction.</source>
        <translation>{0}：开口的轴缺失或与其方向矛盾。</translation>
    </message>
    <message>
        <source>{0} has to be a list.</source>
        <translation>{0} 必须是列表。</translation>
    </message>
    <message>
        <source>Gravity has to point down along z.</source>
        <translation>重力必须沿 z 轴向下。</translation>
    </message>
    <message>
        <source>{0} has neither an air flow nor a heat to derive it from.</source>
        <translation>{0} 既没有风量，也没有可推导风量的发热量。</translation>
    </message>
    <message>
        <source>Give flow_m3_per_s.</source>
        <translation>请给出 flow_m3_per_s。</translation>
    </message>
    <message>
        <source>{0}: the temperature rise contradicts heat and flow, which are used.</source>
        <translation>{0}：温升与发热量和风量矛盾，采用后两者。</translation>
    </message>
    <message>
        <source>Correct one of the three.</source>
        <translation>请更正三者之一。</translation>
    </message>
    <message>
        <source>Say what the cooler does to the air.</source>
        <translation>请说明冷却器对空气的作用。</translation>
    </message>
    <message>
        <source>The mesh segments do not span the hall; cells are chosen from the geometry.</source>
        <translation>网格分段未覆盖机房；单元按几何选取。</translation>
    </message>
    <message>
        <source>Let the segments of each axis follow one another from 0 to the hall&apos;s size.</source>
        <translation>请让各轴的分段从 0 到机房尺寸依次相接。</translation>
    </message>
    <message>
        <source>The file is not JSON: {0}</source>
        <translation>该文件不是 JSON：{0}</translation>
    </message>
    <message>
        <source>Check the place that the message names.</source>
        <translation>请检查信息所指的位置。</translation>
    </message>
    <message>
        <source>This is not a case of the format air-reference-case/1.</source>
        <translation>这不是 air-reference-case/1 格式的算例。</translation>
    </message>
    <message>
        <source>Give the key format this value.</source>
        <translation>请将 format 键设为该值。</translation>
    </message>
    <message>
        <source>{0} has to be an object with named values.</source>
        <translation>{0} 必须是带有命名值的对象。</translation>
    </message>
    <message>
        <source>{0}: {1} is not a finite number.</source>
        <translation>{0}：{1} 不是有限的数。</translation>
    </message>
    <message>
        <source>Give a number in the unit that the key names.</source>
        <translation>请按键名所示单位给出数值。</translation>
    </message>
    <message>
        <source>{0}: {1} is out of range.</source>
        <translation>{0}：{1} 超出范围。</translation>
    </message>
    <message>
        <source>Check the sign and the unit.</source>
        <translation>请检查符号和单位。</translation>
    </message>
    <message>
        <source>{0}: {1} has to be two numbers, from and to.</source>
        <translation>{0}：{1} 必须是起止两个数。</translation>
    </message>
    <message>
        <source>{0}: {1} has no positive length.</source>
        <translation>{0}：{1} 的长度不为正。</translation>
    </message>
    <message>
        <source>from &lt; to</source>
        <translation>起点 &lt; 终点</translation>
    </message>
    <message>
        <source>Give the smaller end first.</source>
        <translation>请先给出较小的一端。</translation>
    </message>
    <message>
        <source>{0}: {1} has to be three numbers.</source>
        <translation>{0}：{1} 必须是三个数。</translation>
    </message>
    <message>
        <source>{0}: {1} has to point along one axis.</source>
        <translation>{0}：{1} 必须沿一个坐标轴。</translation>
    </message>
    <message>
        <source>{0}: {1} is not understood and has no effect.</source>
        <translation>{0}：无法识别 {1}，不起作用。</translation>
    </message>
    <message>
        <source>Remove it, or check its spelling against the other cases.</source>
        <translation>请删除它，或对照其他算例检查拼写。</translation>
    </message>
    <message>
        <source>Humidity: {0} is {1}.</source>
        <translation>湿度：{0} 为 {1}。</translation>
    </message>
    <message>
        <source>{0}: the air flow is {1} m³/s.</source>
        <translation>{0}：风量为 {1} m³/s。</translation>
    </message>
    <message>
        <source>{0}: a coil&apos;s surface ({1} °C) has to be colder than its supply ({2} °C), and that not warmer than its return ({3} °C).</source>
        <translation>{0}：盘管表面（{1} °C）必须低于送风温度（{2} °C），且送风温度不得高于回风温度（{3} °C）。</translation>
    </message>
    <message>
        <source>Nothing sets the hall&apos;s humidity: without outdoor air, or without a way out for the moisture released, it has no steady value.</source>
        <translation>机房湿度无从确定：没有新风，或释放的水分无处排出时，湿度没有稳态值。</translation>
    </message>
    <message>
        <source>Give the outdoor air flow.</source>
        <translation>请给出新风量。</translation>
    </message>
    <message>
        <source>The humidifiers cannot hold a dew point of {0} °C: the hall comes to {1} °C.</source>
        <translation>加湿器无法维持 {0} °C 的露点：机房露点为 {1} °C。</translation>
    </message>
    <message>
        <source>Add humidification, take less dry outdoor air, or raise the coils&apos; surface temperature.</source>
        <translation>增加加湿量、减少干燥新风，或提高盘管表面温度。</translation>
    </message>
    <message>
        <source>Water condenses on {0}: its surface is at {1} °C, the air&apos;s dew point at {2} °C.</source>
        <translation>{0} 表面结露：表面温度 {1} °C，空气露点 {2} °C。</translation>
    </message>
    <message>
        <source>{0} is at {1} °C, close to the air&apos;s dew point of {2} °C.</source>
        <translation>{0} 温度为 {1} °C，接近空气露点 {2} °C。</translation>
    </message>
    <message>
        <source>Raise the water temperature, insulate the surface, or dry the air.</source>
        <translation>提高水温、对表面保温，或对空气除湿。</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; is not an ASHRAE air class.</source>
        <translation>{0}：“{1}”不是 ASHRAE 空气等级。</translation>
    </message>
    <message>
        <source>Take the class from the equipment&apos;s data sheet.</source>
        <translation>请按设备数据表填写等级。</translation>
    </message>
    <message>
        <source>{0} draws air at {1} °C, beyond the allowable range of class {2}.</source>
        <translation>{0} 的进风温度为 {1} °C，超出 {2} 级的允许范围。</translation>
    </message>
    <message>
        <source>Bring more cold air to this rack, or close the paths of hot air around it.</source>
        <translation>为该机柜提供更多冷风，或封堵其周围的热风回流路径。</translation>
    </message>
    <message>
        <source>Raise the supply temperature.</source>
        <translation>提高送风温度。</translation>
    </message>
    <message>
        <source>No rack cooling index: no rack has inlet temperatures at three heights.</source>
        <translation>无机柜冷却指数：没有机柜具备三个高度的进风温度。</translation>
    </message>
    <message>
        <source>Give inlets at 1/6, 1/2 and 5/6 of the rack&apos;s height.</source>
        <translation>请给出机柜高度 1/6、1/2 和 5/6 处的进风温度。</translation>
    </message>
    <message>
        <source>No return temperature index: a supply, return or rack temperature is missing.</source>
        <translation>无回风温度指数：缺少送风、回风或机柜温度。</translation>
    </message>
    <message>
        <source>It needs the supply and return of every running unit and the rise of every rack.</source>
        <translation>需要每台运行机组的送、回风温度以及每个机柜的温升。</translation>
    </message>
    <message>
        <source>No supply heat index: a supply, inlet or outlet temperature is missing.</source>
        <translation>无送风热指数：缺少送风、进风或出风温度。</translation>
    </message>
    <message>
        <source>It needs the supply of every running unit, and the inlet and outlet of every rack.</source>
        <translation>需要每台运行机组的送风温度以及每个机柜的进、出风温度。</translation>
    </message>
    <message>
        <source>{0} holds no case written by the export: plenum.json is missing.</source>
        <translation>{0} 不包含导出的算例：缺少 plenum.json。</translation>
    </message>
    <message>
        <source>Give the folder that the export wrote.</source>
        <translation>请指定导出时写入的文件夹。</translation>
    </message>
    <message>
        <source>plenum.json in {0} cannot be read: {1}</source>
        <translation>无法读取 {0} 中的 plenum.json：{1}</translation>
    </message>
    <message>
        <source>Export the case again.</source>
        <translation>请重新导出算例。</translation>
    </message>
    <message>
        <source>{0} holds no results yet.</source>
        <translation>{0} 中尚无结果。</translation>
    </message>
    <message>
        <source>Put the parts together first: reconstructPar -latestTime.</source>
        <translation>请先合并各分区：reconstructPar -latestTime。</translation>
    </message>
    <message>
        <source>Run the case first.</source>
        <translation>请先运行算例。</translation>
    </message>
    <message>
        <source>{0} cannot be read: it is missing, not ASCII, or does not have {1} cells.</source>
        <translation>无法读取 {0}：文件缺失、不是 ASCII 格式，或单元数不是 {1}。</translation>
    </message>
    <message>
        <source>Set writeFormat ascii in system/controlDict, or export and run the case again.</source>
        <translation>请在 system/controlDict 中设置 writeFormat ascii，或重新导出并运行算例。</translation>
    </message>
    <message>
        <source>{0} holds values that are not finite: the run diverged.</source>
        <translation>{0} 含有非有限值：计算已发散。</translation>
    </message>
    <message>
        <source>Take smaller relaxation factors in system/fvSolution, or look at the residuals in the log.</source>
        <translation>请减小 system/fvSolution 中的松弛因子，或查看日志中的残差。</translation>
    </message>
    <message>
        <source>{0}: an opening hangs in free air; OpenFOAM needs it on a wall, the floor, the ceiling or a body.</source>
        <translation>{0}：开口悬在空中；OpenFOAM 要求它位于墙、地板、天花板或实体上。</translation>
    </message>
    <message>
        <source>Give the device a body behind the opening.</source>
        <translation>请在开口后方为设备设置实体。</translation>
    </message>
    <message>
        <source>{0}: no cell face lies on its opening: it is blocked, outside the hall, or smaller than a cell.</source>
        <translation>{0}：开口上没有网格面：被遮挡、位于机房之外或小于一个网格。</translation>
    </message>
    <message>
        <source>Leave free space in front of the opening, or take smaller cells.</source>
        <translation>在开口前留出空间，或采用更小的网格。</translation>
    </message>
    <message>
        <source>The closed space around ({0}, {1}, {2}) m is given {3} m³/s and {4} m³/s are drawn from it: without a return or a gap it has no steady flow.</source>
        <translation>({0}, {1}, {2}) m 附近的封闭空间送入 {3} m³/s、抽出 {4} m³/s：没有回风口或缝隙时不存在稳态流动。</translation>
    </message>
    <message>
        <source>Make the flows equal, open a return, or leave a gap in the containment.</source>
        <translation>使风量相等、开设回风口，或在封闭结构上留出缝隙。</translation>
    </message>
    <message>
        <source>Closed spaces do not balance by themselves; what is missing is taken to leak evenly through their panels.</source>
        <translation>封闭空间自身风量不平衡；差额按经其隔板均匀泄漏计算。</translation>
    </message>
    <message>
        <source>The mesh would have {0} million cells.</source>
        <translation>网格将达到 {0} 百万个单元。</translation>
    </message>
    <message>
        <source>Take larger cells.</source>
        <translation>请采用更大的网格。</translation>
    </message>
    <message>
        <source>Nothing moves air in this hall.</source>
        <translation>该机房内没有任何设备推动空气。</translation>
    </message>
    <message>
        <source>Add racks and cooling with a flow.</source>
        <translation>请添加有风量的机柜和制冷设备。</translation>
    </message>
    <message>
        <source>{0} is no OpenFOAM case: system/controlDict is missing or names no application.</source>
        <translation>{0} 不是 OpenFOAM 算例：缺少 system/controlDict 或其中未指定 application。</translation>
    </message>
    <message>
        <source>Export a case there first.</source>
        <translation>请先在该处导出算例。</translation>
    </message>
    <message>
        <source>{0} cannot be written.</source>
        <translation>无法写入 {0}。</translation>
    </message>
    <message>
        <source>Check that the folder may be written and has room.</source>
        <translation>请检查文件夹是否可写、空间是否足够。</translation>
    </message>
    <message>
        <source>The run diverged at iteration {0}; see {1}.</source>
        <translation>计算在第 {0} 次迭代发散；见 {1}。</translation>
    </message>
    <message>
        <source>Take smaller relaxation factors in system/fvSolution, or a finer mesh at the openings.</source>
        <translation>请减小 system/fvSolution 中的松弛因子，或加密开口处网格。</translation>
    </message>
    <message>
        <source>{0} was not found: OpenFOAM is not installed here, or its environment is unknown ({1}).</source>
        <translation>未找到 {0}：此处未安装 OpenFOAM，或其环境未知（{1}）。</translation>
    </message>
    <message>
        <source>Install it (Debian: openfoam), name its etc/bashrc, or give a command that runs the case elsewhere.</source>
        <translation>请安装它（Debian：openfoam）、指定其 etc/bashrc，或给出在别处运行算例的命令。</translation>
    </message>
    <message>
        <source>The run ended with code {0}: {1} (whole log: {2})</source>
        <translation>运行以代码 {0} 结束：{1}（完整日志：{2}）</translation>
    </message>
    <message>
        <source>The log names the file and the entry that OpenFOAM refused.</source>
        <translation>日志中给出了 OpenFOAM 拒绝的文件和条目。</translation>
    </message>
    <message>
        <source>{0} could not be written. Check that the folder may be written and has room.</source>
        <translation>无法写入 {0}。请检查文件夹是否可写、空间是否足够。</translation>
    </message>
    <message>
        <source>The grid would have {0} cells.</source>
        <translation>网格将有 {0} 个单元。</translation>
    </message>
    <message>
        <source>Choose larger cells.</source>
        <translation>请选择更大的单元。</translation>
    </message>
    <message>
        <source>The air finds no steady temperature: too little of it reaches a cooler or a return.</source>
        <translation>空气没有稳定温度：到达冷却器或回风口的空气太少。</translation>
    </message>
    <message>
        <source>{0} is no VTK file name. Let it end in .vti (equal cells) or .vtr.</source>
        <translation>{0} 不是 VTK 文件名。请以 .vti（等距网格）或 .vtr 结尾。</translation>
    </message>
    <message>
        <source>The cells of this field differ in size: {0} has to end in .vtr.</source>
        <translation>该场的网格大小不一：{0} 必须以 .vtr 结尾。</translation>
    </message>
    <message>
        <source>{0} could not be written. Check that the folder exists, may be written and has room.</source>
        <translation>无法写入 {0}。请检查文件夹是否存在、可写且空间足够。</translation>
    </message>
    <message>
        <source>{0}: {1} is {2}</source>
        <translation>{0}：{1} 为 {2}</translation>
    </message>
    <message>
        <source>Give a number inside the allowed range</source>
        <translation>请填写允许范围内的数值</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>Give a file with a header and a line a sample</source>
        <translation>请提供带表头、每行一个采样的文件</translation>
    </message>
    <message>
        <source>Line {0}: {1} cannot be &apos;{2}&apos;</source>
        <translation>第 {0} 行：{1} 不能为“{2}”</translation>
    </message>
    <message>
        <source>Mend or remove the line</source>
        <translation>请修正或删除该行</translation>
    </message>
    <message>
        <source>{0} more lines cannot be read</source>
        <translation>另有 {0} 行无法读取</translation>
    </message>
    <message>
        <source>Check that the file is the one meant</source>
        <translation>请确认文件是否正确</translation>
    </message>
    <message>
        <source>The trace has no columns TIMESTAMP, ContextTokens and GeneratedTokens; its header is: {0}</source>
        <translation>轨迹缺少 TIMESTAMP、ContextTokens、GeneratedTokens 列；其表头为：{0}</translation>
    </message>
    <message>
        <source>Give a trace in the form of the public Azure LLM inference trace</source>
        <translation>请提供与公开的 Azure LLM 推理轨迹同格式的文件</translation>
    </message>
    <message>
        <source>The trace holds no request</source>
        <translation>轨迹中没有请求</translation>
    </message>
    <message>
        <source>Give a trace with at least one line below the header</source>
        <translation>请提供表头下至少有一行的轨迹</translation>
    </message>
    <message>
        <source>The requests were not in the order of arrival; they have been sorted</source>
        <translation>请求未按到达顺序排列，已排序</translation>
    </message>
    <message>
        <source>Oscillation in {0}–{1} Hz cannot be judged: the trace is too slow or too short</source>
        <translation>{0}–{1} Hz 的振荡无法判定：曲线采样过慢或过短</translation>
    </message>
    <message>
        <source>Ramp up {0} is over the limit of {1} by {2} ({3} %)</source>
        <translation>上升速率 {0} 超出限值 {1}，超出 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Ramp up {0} is inside the limit of {1}, {2} left ({3} %)</source>
        <translation>上升速率 {0} 在限值 {1} 之内，余量 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Ramp down {0} is over the limit of {1} by {2} ({3} %)</source>
        <translation>下降速率 {0} 超出限值 {1}，超出 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Ramp down {0} is inside the limit of {1}, {2} left ({3} %)</source>
        <translation>下降速率 {0} 在限值 {1} 之内，余量 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Dynamic range {0} is over the limit of {1} by {2} ({3} %)</source>
        <translation>动态范围 {0} 超出限值 {1}，超出 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Dynamic range {0} is inside the limit of {1}, {2} left ({3} %)</source>
        <translation>动态范围 {0} 在限值 {1} 之内，余量 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Peak {0} is over the limit of {1} by {2} ({3} %)</source>
        <translation>峰值 {0} 超出限值 {1}，超出 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Peak {0} is inside the limit of {1}, {2} left ({3} %)</source>
        <translation>峰值 {0} 在限值 {1} 之内，余量 {2}（{3} %）</translation>
    </message>
    <message>
        <source>EDPp ratio {0} is over the limit of {1} by {2} ({3} %)</source>
        <translation>EDPp 比值 {0} 超出限值 {1}，超出 {2}（{3} %）</translation>
    </message>
    <message>
        <source>EDPp ratio {0} is inside the limit of {1}, {2} left ({3} %)</source>
        <translation>EDPp 比值 {0} 在限值 {1} 之内，余量 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Oscillation of {0} in {4}–{5} Hz is over the limit of {1} by {2} ({3} %)</source>
        <translation>{4}–{5} Hz 内的振荡 {0} 超出限值 {1}，超出 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Oscillation of {0} in {4}–{5} Hz is inside the limit of {1}, {2} left ({3} %)</source>
        <translation>{4}–{5} Hz 内的振荡 {0} 在限值 {1} 之内，余量 {2}（{3} %）</translation>
    </message>
    <message>
        <source>Aliasing: samples every {0} s hold nothing above {1} Hz; of the band {2} only the part below is shown, and faster swings are folded into it</source>
        <translation>混叠：采样间隔 {0} s 不含 {1} Hz 以上成分；频带 {2} 仅显示其下部分，更快的波动会折叠进来</translation>
    </message>
    <message>
        <source>Aliasing: samples every {0} s hold nothing above {1} Hz; the band {2} cannot be judged</source>
        <translation>混叠：采样间隔 {0} s 不含 {1} Hz 以上成分；频带 {2} 无法判定</translation>
    </message>
    <message>
        <source>Sample at least every {0} s</source>
        <translation>请至少每 {0} s 采样一次</translation>
    </message>
    <message>
        <source>{0} s are too short to tell {1} Hz from the mean (band {2})</source>
        <translation>{0} s 太短，无法将 {1} Hz 与均值区分（频带 {2}）</translation>
    </message>
    <message>
        <source>Give at least {0} s</source>
        <translation>请至少提供 {0} s</translation>
    </message>
    <message>
        <source>Aliasing is likely: {0} % of the swing&apos;s power lies between {1} and {2} Hz, the end of the spectrum</source>
        <translation>可能存在混叠：波动功率的 {0} % 位于频谱末端 {1} 至 {2} Hz 之间</translation>
    </message>
    <message>
        <source>Sample faster, or filter before sampling</source>
        <translation>请加快采样，或在采样前滤波</translation>
    </message>
    <message>
        <source>Ramps are measured over {0} s instead of {1} s (samples every {2} s)</source>
        <translation>爬坡按 {0} s 而非 {1} s 计量（采样间隔 {2} s）</translation>
    </message>
    <message>
        <source>EDPp is a mean over {0} s instead of {1} s (samples every {0} s)</source>
        <translation>EDPp 为 {0} s 而非 {1} s 的均值（采样间隔 {0} s）</translation>
    </message>
    <message>
        <source>The trace has no column of time and one of power; its header is: {0}</source>
        <translation>曲线缺少时间列或功率列；其表头为：{0}</translation>
    </message>
    <message>
        <source>Write a header such as time_s,power_kW</source>
        <translation>请写表头，例如 time_s,power_kW</translation>
    </message>
    <message>
        <source>Power is read from column &apos;{0}&apos; in {1}</source>
        <translation>功率取自“{0}”列，单位 {1}</translation>
    </message>
    <message>
        <source>The trace has no header: the first column is read as seconds, the second as watts</source>
        <translation>曲线没有表头：第一列按秒、第二列按瓦读取</translation>
    </message>
    <message>
        <source>The trace holds {0} usable samples; at least two are needed</source>
        <translation>曲线只有 {0} 个可用采样，至少需要两个</translation>
    </message>
    <message>
        <source>Give a longer trace</source>
        <translation>请提供更长的曲线</translation>
    </message>
    <message>
        <source>The trace would take {0} cells of {1} s; 2 to {2} can be worked on</source>
        <translation>曲线需 {0} 个 {1} s 的单元；可处理 2 至 {2} 个</translation>
    </message>
    <message>
        <source>Give another step</source>
        <translation>请更换步长</translation>
    </message>
    <message>
        <source>{0} of {1} intervals differ from the median of {2} s: each sample is held until the next, means are taken over {3} s</source>
        <translation>{1} 个间隔中有 {0} 个不同于中位数 {2} s：各采样保持至下一个，按 {3} s 取均值</translation>
    </message>
    <message>
        <source>{0} gaps, the longest of {1} s: the last value is held, ramps and spectrum across them are not measured</source>
        <translation>{0} 处间断，最长 {1} s：保持前值，其间的爬坡与频谱不是实测</translation>
    </message>
    <message>
        <source>Cut the trace at its gaps</source>
        <translation>请在间断处切分曲线</translation>
    </message>
    <message>
        <source>{0}: the lowest state of charge is above the highest</source>
        <translation>{0}：最低荷电状态高于最高荷电状态</translation>
    </message>
    <message>
        <source>Exchange the two</source>
        <translation>请将两者对调</translation>
    </message>
    <message>
        <source>The storage is sized for the other limits only</source>
        <translation>储能仅按其余限值定容</translation>
    </message>
    <message>
        <source>No storage at &apos;{0}&apos; brings the swing inside the limits</source>
        <translation>“{0}”处的任何储能都无法使波动满足限值</translation>
    </message>
    <message>
        <source>A limit is out of reach of any storage there (see the limits as they stand with unlimited storage)</source>
        <translation>该处任何储能都无法满足某项限值（见储能无限时的限值情况）</translation>
    </message>
    <message>
        <source>Let the controller be chosen, or give a longer time constant or a lower ramp set point</source>
        <translation>请让程序选择控制器，或给出更长的时间常数或更低的爬坡设定</translation>
    </message>
    <message>
        <source>{0} is empty or full for {1} s: the swing passes</source>
        <translation>{0} 有 {1} s 处于放空或充满：波动直接通过</translation>
    </message>
    <message>
        <source>Give more cell energy or a shorter time constant</source>
        <translation>请增大电芯能量或缩短时间常数</translation>
    </message>
    <message>
        <source>{0} is asked for more than its {1} MW for {2} s: the excess passes</source>
        <translation>{0} 有 {2} s 被要求超过其 {1} MW：超出部分直接通过</translation>
    </message>
    <message>
        <source>Give more PCS power if a limit is broken</source>
        <translation>若限值被突破，请增大 PCS 功率</translation>
    </message>
    <message>
        <source>{0} carries up to {1} MVA, {2} % of its rating of {3} MVA, above it for {4} s</source>
        <translation>{0} 最高承载 {1} MVA，为额定 {3} MVA 的 {2} %，超额 {4} s</translation>
    </message>
    <message>
        <source>Place storage below it or give a larger one</source>
        <translation>请在其下级设置储能或选用更大的设备</translation>
    </message>
    <message>
        <source>{0} would have to give {1} MW, its rating is {2} MW</source>
        <translation>{0} 需输出 {1} MW，其额定为 {2} MW</translation>
    </message>
    <message>
        <source>Give more sets or shave the peak</source>
        <translation>请增加机组或削峰</translation>
    </message>
    <message>
        <source>{0} would take a step of {1} MW within {2} s; it takes {3} MW</source>
        <translation>{0} 将在 {2} s 内承受 {1} MW 的阶跃；其可承受 {3} MW</translation>
    </message>
    <message>
        <source>Place storage below it or start the load in blocks</source>
        <translation>请在其下级设置储能或分批启动负载</translation>
    </message>
    <message>
        <source>{0} runs at {1} % of its rating on average; the least is {2} %</source>
        <translation>{0} 平均运行于额定的 {1} %，最低为 {2} %</translation>
    </message>
    <message>
        <source>Run fewer sets</source>
        <translation>请减少运行机组</translation>
    </message>
    <message>
        <source>training: an edge of {0} s does not fit twice into a phase of {1} s</source>
        <translation>训练：{0} s 的跳变在 {1} s 的阶段内放不下两次</translation>
    </message>
    <message>
        <source>Shorten the edge or lengthen the period</source>
        <translation>请缩短跳变时间或加长周期</translation>
    </message>
    <message>
        <source>{0} carries facility water of {1} in a hall with a dew point of {2}; {3} objects are within 2 K of it.</source>
        <translation>{0} 在露点为 {2} 的机房内输送 {1} 的冷却水；{3} 个对象距露点不足 2 K。</translation>
    </message>
    <message>
        <source>Insulate with a vapour barrier, raise the facility water temperature or dry the hall air.</source>
        <translation>加隔汽保温、提高冷却水温度或对机房空气除湿。</translation>
    </message>
    <message>
        <source>When the load of {0} falls, its facility water of {1} can take the TCS below the hall dew point {2}.</source>
        <translation>{0} 负载下降时，其 {1} 的冷却水可能使 TCS 低于机房露点 {2}。</translation>
    </message>
    <message>
        <source>Let the CDU hold its set point above the dew point by its facility valve, and alarm on it.</source>
        <translation>让 CDU 用一次侧阀保持设定值高于露点，并设报警。</translation>
    </message>
    <message>
        <source>A difference needs a parent variant that comes before it in the document.</source>
        <translation>差异需要一个在文档中排在它之前的父方案。</translation>
    </message>
    <message>
        <source>Put the parent first, or write the variant whole with items and connections.</source>
        <translation>请把父方案放在前面，或用 items 和 connections 完整写出该方案。</translation>
    </message>
    <message>
        <source>A variant is written whole or as a difference, not both.</source>
        <translation>一个方案要么完整写出，要么写成差异，不能两者并存。</translation>
    </message>
    <message>
        <source>Move its objects into the difference, or remove the difference.</source>
        <translation>请把其对象移入差异，或删除差异。</translation>
    </message>
    <message>
        <source>The connection {0} of the parent ends at {1}, which the difference takes away.</source>
        <translation>父方案的连接 {0} 终止于 {1}，而差异将其移除。</translation>
    </message>
    <message>
        <source>List it under removed_connections, or lead it to another object.</source>
        <translation>请将其列入 removed_connections，或改接到其他对象。</translation>
    </message>
    <message>
        <source>{0} is to be removed, but the parent variant does not have it.</source>
        <translation>{0} 应被移除，但父方案中没有它。</translation>
    </message>
    <message>
        <source>{0} cannot be put before {1}.</source>
        <translation>{0} 不能放在 {1} 之前。</translation>
    </message>
    <message>
        <source>Name two objects of one kind of this variant, the second of which keeps its place.</source>
        <translation>请指定该方案中同一种类的两个对象，且后者位置不变。</translation>
    </message>
    <message>
        <source>The overlay of the plug-in {0} cannot be shown: it needs a key, a label, a kind that it colours, and a range and thresholds that are numbers.</source>
        <translation>无法显示插件 {0} 的叠加图：它需要键、名称、要着色的对象种类，以及均为数字的范围和阈值。</translation>
    </message>
    <message>
        <source>Recirculated air</source>
        <translation>回流空气</translation>
    </message>
    <message>
        <source>Above dew point</source>
        <translation>高于露点</translation>
    </message>
    <message>
        <source>Live feeds</source>
        <translation>带电馈路</translation>
    </message>
    <message>
        <source>{0} cannot be given {1}: with every other branch throttled to its flow it gets {2}.</source>
        <translation>{0} 得不到 {1}：其余支路都节流到各自流量时它只有 {2}。</translation>
    </message>
    <message>
        <source>Raise the pump&apos;s head, or lower the drop on the way to it.</source>
        <translation>提高水泵扬程，或减小通往它的压降。</translation>
    </message>
    <message>
        <source>No solution: {0} junctions with a demand of {1} L/s in all have no open way to a source: {2}. What cuts them off: {3}.</source>
        <translation>无解：{0} 个节点（总需水量 {1} L/s）没有通往水源的开放路径：{2}。隔断它们的是：{3}。</translation>
    </message>
    <message>
        <source>Open one of these links, start a pump or fill a tank; or set the demands to zero.</source>
        <translation>打开其中一条管段、启动水泵或给水箱补水；或将需水量设为零。</translation>
    </message>
    <message>
        <source>{0} junctions with demand have less than no pressure: {1}.</source>
        <translation>{0} 个有需水量的节点压力为负：{1}。</translation>
    </message>
    <message>
        <source>{0} pumps run beyond the end of their curve: {1}.</source>
        <translation>{0} 台水泵运行超出其曲线末端：{1}。</translation>
    </message>
    <message>
        <source>{0} pumps cannot reach the head they work against and stand still: {1}.</source>
        <translation>{0} 台水泵达不到所需扬程而停转：{1}。</translation>
    </message>
    <message>
        <source>Pump {0}: the heads of its curve {1} have to fall with rising flow.</source>
        <translation>水泵 {0}：其曲线 {1} 的扬程须随流量增大而下降。</translation>
    </message>
    <message>
        <source>Node {0} is not connected to anything.</source>
        <translation>节点 {0} 未与任何管段相连。</translation>
    </message>
    <message>
        <source>The network has fewer than two nodes.</source>
        <translation>管网少于两个节点。</translation>
    </message>
    <message>
        <source>The network has neither a reservoir nor a tank: nothing fixes its heads.</source>
        <translation>管网既无水源也无水箱：水头无从确定。</translation>
    </message>
    <message>
        <source>Curve {0} has no points.</source>
        <translation>曲线 {0} 没有数据点。</translation>
    </message>
    <message>
        <source>[RULES] are read and kept; they act from the first rule step on and do not change the first instant.</source>
        <translation>[RULES] 已读取并保留；规则从第一个规则步起生效，不影响初始时刻。</translation>
    </message>
    <message>
        <source>{0} is kept, not used: water quality is not computed.</source>
        <translation>{0} 已保留但未使用：不计算水质。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is not a number.</source>
        <translation>第 {0} 行，{1}：{2} 不是数字。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: link {2} cannot have {3}.</source>
        <translation>第 {0} 行，{1}：管段 {2} 不能取 {3}。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} names node {3}, which does not exist.</source>
        <translation>第 {0} 行，{1}：{2} 引用了不存在的节点 {3}。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} names curve {3}, which does not exist.</source>
        <translation>第 {0} 行，{1}：{2} 引用了不存在的曲线 {3}。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} has too few values.</source>
        <translation>第 {0} 行，{1}：{2} 的数值不足。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: there is already a link {2}.</source>
        <translation>第 {0} 行，{1}：管段 {2} 已存在。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} begins and ends at node {3}.</source>
        <translation>第 {0} 行，{1}：{2} 的起点和终点都是节点 {3}。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is none of OPEN, CLOSED and CV.</source>
        <translation>第 {0} 行，{1}：{2} 不是 OPEN、CLOSED 或 CV。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} names pattern {3}, which does not exist.</source>
        <translation>第 {0} 行，{1}：{2} 引用了不存在的模式 {3}。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is not a property of a pump.</source>
        <translation>第 {0} 行，{1}：{2} 不是水泵的属性。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: pump {2} has neither a head curve nor a power.</source>
        <translation>第 {0} 行，{1}：水泵 {2} 既无扬程曲线也无功率。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is not a kind of valve.</source>
        <translation>第 {0} 行，{1}：{2} 不是阀门类型。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: valve {2} needs a head loss curve.</source>
        <translation>第 {0} 行，{1}：阀门 {2} 需要水头损失曲线。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: valve {2} cannot be at {3}, a tank or reservoir; put a pipe between.</source>
        <translation>第 {0} 行，{1}：阀门 {2} 不能直接连接水箱或水源 {3}；请在中间加一段管道。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: valves {2} and {3} hold the same node; put a pipe between.</source>
        <translation>第 {0} 行，{1}：阀门 {2} 和 {3} 控制同一节点；请在中间加一段管道。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: link {2} does not exist.</source>
        <translation>第 {0} 行，{1}：管段 {2} 不存在。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: the status of {2} cannot be set; it follows its flow or its curve.</source>
        <translation>第 {0} 行，{1}：不能设置 {2} 的状态；它由流量或曲线决定。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: there is already a node {2}.</source>
        <translation>第 {0} 行，{1}：节点 {2} 已存在。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: node {2} cannot have {3}.</source>
        <translation>第 {0} 行，{1}：节点 {2} 不能取 {3}。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is neither YES nor NO.</source>
        <translation>第 {0} 行，{1}：{2} 不是 YES 或 NO。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: tank {2} starts at {3}; its levels run from {4} to {5}.</source>
        <translation>第 {0} 行，{1}：水箱 {2} 的初始水位为 {3}；其水位范围是 {4} 至 {5}。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: node {2} does not exist.</source>
        <translation>第 {0} 行，{1}：节点 {2} 不存在。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is a check valve and cannot be controlled.</source>
        <translation>第 {0} 行，{1}：{2} 是止回阀，不能控制。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} follows its curve; it can only be opened and closed.</source>
        <translation>第 {0} 行，{1}：{2} 按其曲线工作；只能开启或关闭。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is not a time.</source>
        <translation>第 {0} 行，{1}：{2} 不是时间。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: the control is not complete.</source>
        <translation>第 {0} 行，{1}：控制语句不完整。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is neither ABOVE nor BELOW.</source>
        <translation>第 {0} 行，{1}：{2} 不是 ABOVE 或 BELOW。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is not a value of {3}.</source>
        <translation>第 {0} 行，{1}：{2} 不是 {3} 的有效值。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is not an option.</source>
        <translation>第 {0} 行，{1}：{2} 不是选项。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} cannot be {3}.</source>
        <translation>第 {0} 行，{1}：{2} 不能为 {3}。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is neither START nor TIMESTEP.</source>
        <translation>第 {0} 行，{1}：{2} 不是 START 或 TIMESTEP。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: {2} is not a time setting.</source>
        <translation>第 {0} 行，{1}：{2} 不是时间设置。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: pattern {2} has no factor.</source>
        <translation>第 {0} 行，{1}：模式 {2} 没有系数。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: a point of curve {2} needs x and y.</source>
        <translation>第 {0} 行，{1}：曲线 {2} 的数据点需要 x 和 y。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: the x values of curve {2} have to rise; {3} follows {4}.</source>
        <translation>第 {0} 行，{1}：曲线 {2} 的 x 值须递增；{3} 位于 {4} 之后。</translation>
    </message>
    <message>
        <source>Line {0}, {1}: there is no {2}; the tag is left out.</source>
        <translation>第 {0} 行，{1}：{2} 不存在；已略去标签。</translation>
    </message>
    <message>
        <source>Line {0}: {1} is not a section of an EPANET file.</source>
        <translation>第 {0} 行：{1} 不是 EPANET 文件的节。</translation>
    </message>
    <message>
        <source>Line {0} stands before the first section heading.</source>
        <translation>第 {0} 行位于第一个节标题之前。</translation>
    </message>
    <message>
        <source>{0} shuts within the return time of the pressure wave: a surge of about {1} that this model leaves out.</source>
        <translation>{0} 的关闭时间短于压力波往返时间：会产生约 {1} 的水锤，本模型未计入。</translation>
    </message>
    <message>
        <source>Close more slowly, or check the surge with a water-hammer program.</source>
        <translation>请放慢关闭，或用水锤程序校核。</translation>
    </message>
    <message>
        <source>Throttling</source>
        <translation>节流</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>止回</translation>
    </message>
    <message>
        <source>Pressure-independent</source>
        <translation>压力无关</translation>
    </message>
    <message>
        <source>Expansion vessel</source>
        <translation>膨胀容器</translation>
    </message>
    <message>
        <source>Buffer tank</source>
        <translation>缓冲罐</translation>
    </message>
    <message>
        <source>Cold-plate heat capacity</source>
        <translation>冷板热容</translation>
    </message>
    <message>
        <source>Of all cold plates and chips of the object: copper at 385 J/kgK. It sets how fast chips warm without flow.</source>
        <translation>对象全部冷板与芯片的热容：铜按 385 J/kgK 计。它决定断流时芯片升温的快慢。</translation>
    </message>
    <message>
        <source>Chip above coolant</source>
        <translation>芯片高于冷却液</translation>
    </message>
    <message>
        <source>At the allocated power: chip temperature less that of the coolant that leaves its plate.</source>
        <translation>按分配功率：芯片温度与其冷板出口冷却液温度之差。</translation>
    </message>
    <message>
        <source>Throttle temperature</source>
        <translation>降频温度</translation>
    </message>
    <message>
        <source>Chip temperature at which clocks are cut.</source>
        <translation>芯片降频的温度。</translation>
    </message>
    <message>
        <source>Coast-down</source>
        <translation>惰转时间</translation>
    </message>
    <message>
        <source>Time to half speed after a trip: rotor inertia over load torque.</source>
        <translation>跳闸后降到半速的时间：转子惯量与负载转矩之比。</translation>
    </message>
    <message>
        <source>NPSH required</source>
        <translation>必需汽蚀余量</translation>
    </message>
    <message>
        <source>At rated flow, as a pressure of the pumped fluid, from the pump&apos;s curve.</source>
        <translation>额定流量下，以泵送液体的压力表示，取自泵曲线。</translation>
    </message>
    <message>
        <source>Valve type</source>
        <translation>阀门类型</translation>
    </message>
    <message>
        <source>Flow limit</source>
        <translation>流量限值</translation>
    </message>
    <message>
        <source>What a pressure-independent valve lets through at most; 0 is no limit.</source>
        <translation>压力无关阀允许通过的最大流量；0 为不限。</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Expansion vessel (sets the pressure) or buffer tank that the flow passes through.</source>
        <translation>膨胀容器（定压）或水流经过的缓冲罐。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} is not allowed.</source>
        <translation>{0}：不允许 {1} = {2}。</translation>
    </message>
    <message>
        <source>The grid has no node.</source>
        <translation>电网没有节点。</translation>
    </message>
    <message>
        <source>The grid has no source, so nothing is fed.</source>
        <translation>电网没有电源，因此没有任何供电。</translation>
    </message>
    <message>
        <source>Add a source at the point of connection.</source>
        <translation>请在并网点添加电源。</translation>
    </message>
    <message>
        <source>State {0} in {1}.</source>
        <translation>请以 {1} 为单位给出 {0}。</translation>
    </message>
    <message>
        <source>The id {0} is used by a {1} and by a {2}.</source>
        <translation>id {0} 同时被一个 {1} 和一个 {2} 使用。</translation>
    </message>
    <message>
        <source>Give every component an id of its own.</source>
        <translation>请给每个元件唯一的 id。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} is not the id of a node.</source>
        <translation>{0}：{1} = {2} 不是节点的 id。</translation>
    </message>
    <message>
        <source>{0}: both ends are at node {2}.</source>
        <translation>{0}：两端都在节点 {2}。</translation>
    </message>
    <message>
        <source>{0}: its ends have different rated voltages.</source>
        <translation>{0}：两端的额定电压不同。</translation>
    </message>
    <message>
        <source>Use a transformer between two voltages.</source>
        <translation>两种电压之间请使用变压器。</translation>
    </message>
    <message>
        <source>{0}: the series impedance is zero ({1}).</source>
        <translation>{0}：串联阻抗为零（{1}）。</translation>
    </message>
    <message>
        <source>Use a link, or state the impedance.</source>
        <translation>请使用 link，或给出阻抗。</translation>
    </message>
    <message>
        <source>{0}: neither c0 and c1 nor the whole capacitance matrix is stated.</source>
        <translation>{0}：既没有给出 c0 和 c1，也没有给出完整的电容矩阵。</translation>
    </message>
    <message>
        <source>{0}: the values of the neutral are stated only in part.</source>
        <translation>{0}：中性线的参数只给出了一部分。</translation>
    </message>
    <message>
        <source>{0}: no rating ({1}) is stated, so its loading is not known.</source>
        <translation>{0}：没有给出额定值（{1}），因此负载率未知。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} is not possible with its windings.</source>
        <translation>{0}：其绕组不允许 {1} = {2}。</translation>
    </message>
    <message>
        <source>an odd number</source>
        <translation>奇数</translation>
    </message>
    <message>
        <source>an even number</source>
        <translation>偶数</translation>
    </message>
    <message>
        <source>Even when both windings are star or neither is, odd otherwise.</source>
        <translation>两侧绕组同为星形或同不为星形时为偶数，否则为奇数。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} lies outside the taps; the nearest one is taken.</source>
        <translation>{0}：{1} = {2} 超出分接范围；取最近的分接。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} lies outside its documented range.</source>
        <translation>{0}：{1} = {2} 超出文档规定的范围。</translation>
    </message>
    <message>
        <source>{0}: a generic branch has no zero-sequence values, so it cannot be solved per phase.</source>
        <translation>{0}：通用支路没有零序参数，无法按相求解。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} is not the id of a load or generator.</source>
        <translation>{0}：{1} = {2} 不是负载或发电机的 id。</translation>
    </message>
    <message>
        <source>{0}: only loads and generators of constant power can hold a voltage.</source>
        <translation>{0}：只有恒功率的负载和发电机才能保持电压。</translation>
    </message>
    <message>
        <source>{0}: a source holds the voltage of the same node.</source>
        <translation>{0}：同一节点的电压已由电源保持。</translation>
    </message>
    <message>
        <source>Switch one of the two off.</source>
        <translation>请关闭二者之一。</translation>
    </message>
    <message>
        <source>{0}: another regulator holds the same node at another voltage.</source>
        <translation>{0}：另一调节器把同一节点保持在另一电压。</translation>
    </message>
    <message>
        <source>No source feeds the island of {0} nodes: {1}.</source>
        <translation>没有电源为这 {0} 个节点的孤岛供电：{1}。</translation>
    </message>
    <message>
        <source>Close a branch to it or switch a source on; it is solved as without voltage.</source>
        <translation>请闭合通往它的支路或投入一个电源；现按无电压求解。</translation>
    </message>
    <message>
        <source>{0} is switched on, but no source feeds its node {2}.</source>
        <translation>{0} 已投入，但没有电源为其节点 {2} 供电。</translation>
    </message>
    <message>
        <source>{0} is out of step with the other source of its island by {2} rad; a current circulates between them.</source>
        <translation>{0} 与其所在岛的另一电源相差 {2} rad，不同步；二者之间有环流。</translation>
    </message>
    <message>
        <source>Make the angles agree (transformer clocks included), or open the tie.</source>
        <translation>请使角度一致（包括变压器钟点数），或断开联络。</translation>
    </message>
    <message>
        <source>{0} closes a loop whose phase shifts do not add up to zero ({2} rad); a current circulates in it.</source>
        <translation>{0} 闭合了一个相移之和不为零（{2} rad）的环；环内有环流。</translation>
    </message>
    <message>
        <source>Compare the clock numbers of the transformers in the loop.</source>
        <translation>请核对环中各变压器的钟点数。</translation>
    </message>
    <message>
        <source>The grid is meshed: {0} loops are closed, by {1}.</source>
        <translation>电网成网状：闭合了 {0} 个环，由 {1} 闭合。</translation>
    </message>
    <message>
        <source>The update changes {0}, which the grid does not have.</source>
        <translation>更新修改了 {0}，但电网中没有它。</translation>
    </message>
    <message>
        <source>Rows without an id are allowed only when there is one for each component of the kind.</source>
        <translation>只有该类每个元件都有一行时，行才可以不带 id。</translation>
    </message>
    <message>
        <source>{0}: {1} cannot be changed by an update.</source>
        <translation>{0}：{1} 不能由更新修改。</translation>
    </message>
    <message>
        <source>&quot;attributes&quot; has to be an object of lists of names.</source>
        <translation>&quot;attributes&quot; 必须是由名称列表组成的对象。</translation>
    </message>
    <message>
        <source>A dataset has to be an object with a list for each component.</source>
        <translation>数据集必须是对象，每种元件一个列表。</translation>
    </message>
    <message>
        <source>{0}: not used by a power flow; left out.</source>
        <translation>{0}：潮流计算不使用；已略去。</translation>
    </message>
    <message>
        <source>{0} is not a component of this format; left out.</source>
        <translation>{0} 不是此格式的元件；已略去。</translation>
    </message>
    <message>
        <source>The components of a kind have to be a list.</source>
        <translation>同类元件必须是一个列表。</translation>
    </message>
    <message>
        <source>{0} has no attribute {1}; not read.</source>
        <translation>{0} 没有属性 {1}；未读取。</translation>
    </message>
    <message>
        <source>A row without names needs the list of names under &quot;attributes&quot;.</source>
        <translation>没有名称的行需要在 &quot;attributes&quot; 下给出名称列表。</translation>
    </message>
    <message>
        <source>The row has not as many values as &quot;attributes&quot; has names.</source>
        <translation>该行的数值个数与 &quot;attributes&quot; 中的名称个数不一致。</translation>
    </message>
    <message>
        <source>A component has to be an object or a list of values.</source>
        <translation>一个元件必须是对象或数值列表。</translation>
    </message>
    <message>
        <source>three numbers, for the phases a, b, c</source>
        <translation>三个数，对应 a、b、c 相</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>一个整数</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} is of the wrong type.</source>
        <translation>{0}：{1} = {2} 的类型不对。</translation>
    </message>
    <message>
        <source>The text is not JSON: {0}</source>
        <translation>文本不是 JSON：{0}</translation>
    </message>
    <message>
        <source>The document has to be an object with version, type and data.</source>
        <translation>文档必须是含有 version、type 和 data 的对象。</translation>
    </message>
    <message>
        <source>The format version is not 1.0; read as 1.0.</source>
        <translation>格式版本不是 1.0；按 1.0 读取。</translation>
    </message>
    <message>
        <source>The document is not of type {0}.</source>
        <translation>文档的类型不是 {0}。</translation>
    </message>
    <message>
        <source>Give the file with &quot;type&quot;: &quot;{0}&quot;.</source>
        <translation>请提供 &quot;type&quot;: &quot;{0}&quot; 的文件。</translation>
    </message>
    <message>
        <source>The document has no &quot;data&quot;.</source>
        <translation>文档没有 &quot;data&quot;。</translation>
    </message>
    <message>
        <source>An input has to be one dataset, not a batch.</source>
        <translation>输入必须是单个数据集，而不是批量。</translation>
    </message>
    <message>
        <source>a whole number that no other component has</source>
        <translation>其他元件没有使用的整数</translation>
    </message>
    <message>
        <source>the id of a node</source>
        <translation>节点的 id</translation>
    </message>
    <message>
        <source>the id of a load or generator</source>
        <translation>负载或发电机的 id</translation>
    </message>
    <message>
        <source>0 or 1</source>
        <translation>0 或 1</translation>
    </message>
    <message>
        <source>{0} feeds itself in a ring through {1}; the input that comes back is taken as open.</source>
        <translation>{0}经{1}成环给自身供电；返回的输入按断开处理。</translation>
    </message>
    <message>
        <source>{0} ({1}) and {2} ({3}) are joined at {4}: they cannot run in parallel.</source>
        <translation>{0}（{1}）与{2}（{3}）在{4}相接：不能并联运行。</translation>
    </message>
    <message>
        <source>Put a transformer or a converter between them, or feed through a transfer switch.</source>
        <translation>在两者之间加变压器或变流器，或经转换开关供电。</translation>
    </message>
    <message>
        <source>{0} and {1} meet at {2} without a transfer switch; the flows suppose that they run in step.</source>
        <translation>{0}与{1}在{2}相接而没有转换开关；潮流按两者同步计算。</translation>
    </message>
    <message>
        <source>Take one of them out of service, open the tie, or feed through a transfer switch.</source>
        <translation>停用其中一路、断开联络，或经转换开关供电。</translation>
    </message>
    <message>
        <source>The power ring of {0} has no feed.</source>
        <translation>由{0}组成的供电环网没有电源。</translation>
    </message>
    <message>
        <source>Connect a source, a transformer or a UPS to one of its boards.</source>
        <translation>把电源、变压器或UPS接到其中一段母线。</translation>
    </message>
    <message>
        <source>The power ring of {0} has no resistance: its joints are taken as equal.</source>
        <translation>由{0}组成的供电环网没有电阻：各连接处按相等处理。</translation>
    </message>
    <message>
        <source>Put the cables or busways of the ring with their lengths.</source>
        <translation>把环网的电缆或母线槽按实际长度画上。</translation>
    </message>
    <message>
        <source>Losing {0} leaves {1} loads without power ({2} kW): {3}.</source>
        <translation>失去 {0} 会使 {1} 个负载断电（{2} kW）：{3}。</translation>
    </message>
    <message>
        <source>Give them a feed that does not pass it.</source>
        <translation>请为其提供一路不经过它的馈电。</translation>
    </message>
    <message>
        <source>Losing {0} overloads {1}; the worst carries {2} % of its usable rating.</source>
        <translation>失去 {0} 会使 {1} 过载；最严重者承载其可用额定值的 {2} %。</translation>
    </message>
    <message>
        <source>Raise the rating or move load to another feed.</source>
        <translation>请提高额定值，或把负载移到另一路馈电。</translation>
    </message>
    <message>
        <source>{0} has {1} feeds but no diverse power: all pass {2}.</source>
        <translation>{0} 有 {1} 路馈电但并非独立：都经过 {2}。</translation>
    </message>
    <message>
        <source>{0} carries {1} % of its usable rating, and {2} % after the loss of the other side.</source>
        <translation>{0} 承载其可用额定值的 {1} %，另一侧失去后为 {2} %。</translation>
    </message>
    <message>
        <source>2N</source>
        <translation>2N</translation>
    </message>
    <message>
        <source>Share of each rack&apos;s intake air that last left a rack.</source>
        <translation>各机柜进风中刚从机柜排出的空气所占比例。</translation>
    </message>
    <message>
        <source>Coolant entering each object less the dew point of the hall air; ASHRAE TC 9.9 asks for 2 K.</source>
        <translation>各对象进口冷却液温度与机房空气露点之差；ASHRAE TC 9.9 要求 2 K。</translation>
    </message>
    <message>
        <source>Feeds of each rack that carry power at this moment; one is no redundancy.</source>
        <translation>各机柜当前带电的馈路数；一路即无冗余。</translation>
    </message>
    <message>
        <source>Line {0}: {1} is no way to make one value of several points.</source>
        <translation>第 {0} 行：{1} 不是把多个测点合成一个值的方法。</translation>
    </message>
    <message>
        <source>RCI, high</source>
        <translation>RCI（高）</translation>
    </message>
    <message>
        <source>low {0} · {1} inlets</source>
        <translation>低 {0} · {1} 个进风点</translation>
    </message>
    <message>
        <source>Rack cooling index: 100 % when no inlet lies above the recommended range of its class. Herrlin, ASHRAE Transactions 111(2) (2005); 96 % is good, 90 % poor.</source>
        <translation>机柜冷却指数：没有进风高于其等级推荐范围时为 100 %。Herrlin，ASHRAE Transactions 111(2) (2005)；96 % 为良，90 % 为差。</translation>
    </message>
    <message>
        <source>RTI</source>
        <translation>RTI</translation>
    </message>
    <message>
        <source>net recirculation</source>
        <translation>净回流</translation>
    </message>
    <message>
        <source>net bypass</source>
        <translation>净旁通</translation>
    </message>
    <message>
        <source>Return temperature index: return less supply temperature over the rise of the equipment. Herrlin, ASHRAE Transactions 114(2) (2008).</source>
        <translation>回风温度指数：回风与送风温差除以设备温升。Herrlin，ASHRAE Transactions 114(2) (2008)。</translation>
    </message>
    <message>
        <source>SHI</source>
        <translation>SHI</translation>
    </message>
    <message>
        <source>RHI {0}</source>
        <translation>RHI {0}</translation>
    </message>
    <message>
        <source>Supply heat index: heat that the supply air takes up before it enters the racks, over all of it. Sharma, Bash, Patel, AIAA-2002-3091 (2002).</source>
        <translation>送风热指数：送风在进入机柜前吸收的热量占全部热量的比例。Sharma、Bash、Patel，AIAA-2002-3091 (2002)。</translation>
    </message>
    <message>
        <source>Largest of the intake temperatures at three heights, at the rack nearest to (or furthest above) its limit, from the refined hall air (momentum, buoyancy, k–ε; RMS 0.1–0.6 K against CFD on like halls).</source>
        <translation>距限值最近（或超限最多）的机柜在三个高度上进风温度的最大值，取自精细机房空气解（动量、浮力、k–ε；同类机房与 CFD 相比 RMS 0.1–0.6 K）。</translation>
    </message>
    <message>
        <source>{0} is heated but nothing flows in it: its temperature is not known.</source>
        <translation>{0} 受热但其中没有流动：温度未知。</translation>
    </message>
    <message>
        <source>{0} kVA covers at most {1} % of {2} kW of IT (power factor 1, no loss), {3} % with the losses and the power factor of this chain; {4} kW stay without supply.</source>
        <translation>{0} kVA最多覆盖{2} kW IT的{1} %（功率因数1、无损耗），计入本链路的损耗和功率因数为{3} %；{4} kW得不到供电。</translation>
    </message>
    <message>
        <source>Needed for the IT: {0} kVA, {1} systems of {2} kVA without redundancy and {3} in 2N, {4} and {5} more than stated; and {6} kW of cooling equipment from elsewhere. The paper does not say whether an existing supply is extended.</source>
        <translation>IT所需：{0} kVA；{2} kVA系统无冗余需{1}套，2N需{3}套，比所述多{4}套和{5}套；另有{6} kW制冷设备须由别处供电。论文未说明是否在原有供电上扩容。</translation>
    </message>
    <message>
        <source>How cooling is supplied is not published: with N, N+1 and 2N transformers α is {0}, {1} and {2}.</source>
        <translation>制冷的供电方式未公布：变压器按N、N+1、2N配置时，α为{0}、{1}、{2}。</translation>
    </message>
    <message>
        <source>The share of pumps on UPS is not published: their UPS is not counted. Whole units make α larger than the redundancy they are chosen for.</source>
        <translation>接在UPS上的水泵占比未公布：其UPS未计入。按整台配置，α大于其冗余方式本身的值。</translation>
    </message>
    <message>
        <source>{0} = {1} lies outside the table.</source>
        <translation>{0} = {1}超出表的范围。</translation>
    </message>
    <message>
        <source>IEC 60909-0 simplified: three-phase, far from generators, c = {0}, motors left out; an estimate for orientation, no protection study.</source>
        <translation>IEC 60909-0简化法：三相、远端短路，c = {0}，不计电动机；仅为估算，不能代替保护整定研究。</translation>
    </message>
    <message>
        <source>{0} is rated {1} times {2}: a fault below may open both.</source>
        <translation>{0}的额定值是{2}的{1}倍：下级故障时两者可能同时跳闸。</translation>
    </message>
    <message>
        <source>Check the breakers&apos; selectivity tables or delay the upper one.</source>
        <translation>查断路器选择性表，或给上级加延时。</translation>
    </message>
    <message>
        <source>Switching on {0} draws {1} to {2} A peak; {3} trips at {4} A.</source>
        <translation>{0}合闸涌流峰值{1}至{2} A；{3}在{4} A瞬时脱扣。</translation>
    </message>
    <message>
        <source>Raise the instantaneous trip or switch on with the voltage ramped.</source>
        <translation>提高瞬时脱扣整定值，或采用软起升压合闸。</translation>
    </message>
    <message>
        <source>{0} = {1} is not allowed.</source>
        <translation>{0} = {1}不允许。</translation>
    </message>
    <message>
        <source>{0} of {1} points name objects that this design does not have.</source>
        <translation>{1} 个测点中有 {0} 个指向此方案没有的对象。</translation>
    </message>
    <message>
        <source>Choose the design that the points belong to, or change the binding in Live values.</source>
        <translation>请选择测点所属的方案，或在“实时值”中修改绑定。</translation>
    </message>
    <message>
        <source>The refined air diverges in this hall.</source>
        <translation>该机房的精细空气解发散。</translation>
    </message>
    <message>
        <source>Use other cells, or the potential fidelity.</source>
        <translation>请换用其他网格尺寸，或使用势流精度。</translation>
    </message>
    <message>
        <source>The refined air of {0} did not settle; the instant solution is shown.</source>
        <translation>{0} 的精细空气解未收敛；显示即时解。</translation>
    </message>
    <message>
        <source>More than {0} samples came before their points were bound. The oldest are not kept.</source>
        <translation>有超过 {0} 个采样在其测点绑定之前到达，最早的未被保留。</translation>
    </message>
    <message>
        <source>Play the recording more slowly, or start it again now that its points are known.</source>
        <translation>请放慢回放速度，或在测点已知后重新开始回放。</translation>
    </message>
    <message>
        <source>{0}: {1} cannot be a way of air.</source>
        <translation>{0}：{1} 不能作为空气通路。</translation>
    </message>
    <message>
        <source>The air&apos;s density is {0} kg/m³.</source>
        <translation>空气密度为 {0} kg/m³。</translation>
    </message>
    <message>
        <source>{0} has no opening to the hall: its pressure has no value.</source>
        <translation>{0} 没有通向机房的开口：其压力无法确定。</translation>
    </message>
    <message>
        <source>Give it a perforated tile or a leakage area.</source>
        <translation>请为其设置开孔地板或漏风面积。</translation>
    </message>
    <message>
        <source>{0} would draw {1} of air down into the floor void: the aisle above it has the higher pressure.</source>
        <translation>{0} 会把 {1} 的空气向下吸入地板下：其上方通道的压力更高。</translation>
    </message>
    <message>
        <source>Close the tile or give the aisle less air.</source>
        <translation>封闭该地板或减少该通道的送风。</translation>
    </message>
    <message>
        <source>The solution has no air field: no IT hall with a rack or a cooler in it.</source>
        <translation>解中没有空气场：没有含机柜或冷却设备的 IT 机房。</translation>
    </message>
    <message>
        <source>The PV course has {0} cells of {1} s, the load {2} of {3} s.</source>
        <translation>光伏曲线有 {0} 格、每格 {1} s，负荷有 {2} 格、每格 {3} s。</translation>
    </message>
    <message>
        <source>Give both the same step and length.</source>
        <translation>请使两者步长和长度相同。</translation>
    </message>
    <message>
        <source>There is no course of photovoltaic power.</source>
        <translation>没有光伏功率曲线。</translation>
    </message>
    <message>
        <source>Give a measured course or the array&apos;s peak power.</source>
        <translation>请给出实测曲线或阵列峰值功率。</translation>
    </message>
    <message>
        <source>The storage has no controller, so it smooths nothing.</source>
        <translation>储能没有控制器，不起平滑作用。</translation>
    </message>
    <message>
        <source>State tau_s or ramp_MW_s.</source>
        <translation>请给出 tau_s 或 ramp_MW_s。</translation>
    </message>
    <message>
        <source>There is no course of frequencies.</source>
        <translation>没有频率曲线。</translation>
    </message>
    <message>
        <source>Give a measured course, one value a cell.</source>
        <translation>请给出实测曲线，每格一个值。</translation>
    </message>
    <message>
        <source>Peak shaving</source>
        <translation>削峰</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Peak before</source>
        <translation>削峰前峰值</translation>
    </message>
    <message>
        <source>Peak after</source>
        <translation>削峰后峰值</translation>
    </message>
    <message>
        <source>Peak saved</source>
        <translation>削去的峰值</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>放出</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>充入</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Not given when asked</source>
        <translation>要求而未放出</translation>
    </message>
    <message>
        <source>Ride-through of the mean load</source>
        <translation>平均负荷可维持时间</translation>
    </message>
    <message>
        <source>The threshold of {0} is not held: {1} were asked of the storage and not given.</source>
        <translation>阈值 {0} 未能保持：向储能要求的 {1} 未能放出。</translation>
    </message>
    <message>
        <source>Raise the threshold, or take more power or energy.</source>
        <translation>提高阈值，或增大功率或电量。</translation>
    </message>
    <message>
        <source>Smoothing of photovoltaic power</source>
        <translation>光伏平滑</translation>
    </message>
    <message>
        <source>Steepest change before, a second</source>
        <translation>平滑前每秒最大变化</translation>
    </message>
    <message>
        <source>Steepest change after, a second</source>
        <translation>平滑后每秒最大变化</translation>
    </message>
    <message>
        <source>Energy of the array</source>
        <translation>阵列发电量</translation>
    </message>
    <message>
        <source>Empty or full</source>
        <translation>放空或充满</translation>
    </message>
    <message>
        <source>At its power limit</source>
        <translation>达到功率上限</translation>
    </message>
    <message>
        <source>The cells are empty or full for {0}; the array&apos;s changes pass then.</source>
        <translation>电池有 {0} 处于放空或充满；此时阵列的变化直接通过。</translation>
    </message>
    <message>
        <source>Take more energy or a shorter filter.</source>
        <translation>增大电量或缩短滤波时间。</translation>
    </message>
    <message>
        <source>Frequency response</source>
        <translation>频率响应</translation>
    </message>
    <message>
        <source>Offered, both ways</source>
        <translation>双向提供</translation>
    </message>
    <message>
        <source>Most that can be offered</source>
        <translation>最多可提供</translation>
    </message>
    <message>
        <source>Lowest frequency, Hz</source>
        <translation>最低频率，Hz</translation>
    </message>
    <message>
        <source>Highest frequency, Hz</source>
        <translation>最高频率，Hz</translation>
    </message>
    <message>
        <source>Given as asked</source>
        <translation>按要求给出的比例</translation>
    </message>
    <message>
        <source>{0} are offered, but only {1} can be held for {2}.</source>
        <translation>提供了 {0}，但只有 {1} 能保持 {2}。</translation>
    </message>
    <message>
        <source>Offer less, start from another charge, or take more energy.</source>
        <translation>减少提供量，换一个起始电量，或增大电量。</translation>
    </message>
    <message>
        <source>Island of diesel, photovoltaics and storage</source>
        <translation>柴油、光伏与储能孤网</translation>
    </message>
    <message>
        <source>Fuel with diesel alone</source>
        <translation>仅柴油时的燃料</translation>
    </message>
    <message>
        <source>Fuel</source>
        <translation>燃料</translation>
    </message>
    <message>
        <source>Fuel saved</source>
        <translation>节省的燃料</translation>
    </message>
    <message>
        <source>Diesel running</source>
        <translation>柴油机运行时间</translation>
    </message>
    <message>
        <source>Not served</source>
        <translation>未供电量</translation>
    </message>
    <message>
        <source>Photovoltaic power curtailed</source>
        <translation>弃光电量</translation>
    </message>
    <message>
        <source>Diesel power dumped</source>
        <translation>柴油机弃电</translation>
    </message>
    <message>
        <source>{0} of the load are not served.</source>
        <translation>有 {0} 的负荷未得到供电。</translation>
    </message>
    <message>
        <source>Take a larger set, more storage, or a higher reserve.</source>
        <translation>选用更大的机组、更多储能或更高的备用。</translation>
    </message>
    <message>
        <source>There is no load.</source>
        <translation>没有负荷。</translation>
    </message>
    <message>
        <source>Give a trace or a synthetic load.</source>
        <translation>请给出实测曲线或合成负荷。</translation>
    </message>
    <message>
        <source>Inlet of {0} reaches {1}, above the {2} that its class {3} allows.</source>
        <translation>{0} 的进风达到 {1}，高于其等级 {3} 允许的 {2}。</translation>
    </message>
    <message>
        <source>Inlet of {0} falls to {1}, below the {2} that its class {3} allows.</source>
        <translation>{0} 的进风降至 {1}，低于其等级 {3} 允许的 {2}。</translation>
    </message>
    <message>
        <source>Move the rack, give its aisle more air, or keep hot air from its front.</source>
        <translation>移动机柜，增加其通道的送风，或阻止热风到达其正面。</translation>
    </message>
    <message>
        <source>Raise the supply set point of its coolers.</source>
        <translation>提高其冷却设备的送风设定值。</translation>
    </message>
    <message>
        <source>Hot spots</source>
        <translation>热点</translation>
    </message>
    <message>
        <source>racks by class met: {0}</source>
        <translation>按满足的等级统计机柜：{0}</translation>
    </message>
    <message>
        <source>Racks with an inlet above the recommended range of their own ASHRAE class; {0} of {1} above the allowable range. By class met: the narrowest of A1 to A4 whose allowable dry bulb holds all three heights. ASHRAE TC 9.9, 5th ed. (2021), table 2.1.</source>
        <translation>进风高于自身 ASHRAE 等级推荐范围的机柜数；{1} 台中有 {0} 台高于允许范围。满足的等级：A1 至 A4 中允许干球温度涵盖三个高度的最窄一级。ASHRAE TC 9.9 第 5 版（2021）表 2.1。</translation>
    </message>
    <message>
        <source>Floor void</source>
        <translation>地板下静压箱</translation>
    </message>
    <message>
        <source>{0} supplied, {1} of it leaks</source>
        <translation>送入 {0}，其中漏风 {1}</translation>
    </message>
    <message>
        <source>Static pressure under the floor of {0} over the hall, at which tiles, seams and cut-outs pass what the units supply: Δp = K ρ v² / 2, K of perforated plates by Idelchik.</source>
        <translation>{0} 地板下相对机房的静压；在此压力下，开孔地板、接缝和开孔通过机组送入的全部空气：Δp = K ρ v² / 2，孔板的 K 取自 Idelchik。</translation>
    </message>
    <message>
        <source>Usable current</source>
        <translation>可用电流</translation>
    </message>
    <message>
        <source>Usable power</source>
        <translation>可用功率</translation>
    </message>
    <message>
        <source>Short-circuit current</source>
        <translation>短路电流</translation>
    </message>
    <message>
        <source>Short-circuit current, peak</source>
        <translation>短路电流峰值</translation>
    </message>
    <message>
        <source>Short-circuit current over fault rating</source>
        <translation>短路电流与耐受值之比</translation>
    </message>
    <message>
        <source>Rated current of the device above, over this one&apos;s</source>
        <translation>上级与本级额定电流之比</translation>
    </message>
    <message>
        <source>Inrush, peak at most</source>
        <translation>励磁涌流峰值上限</translation>
    </message>
    <message>
        <source>Instantaneous trip above it</source>
        <translation>上级瞬时脱扣值</translation>
    </message>
    <message>
        <source>The air of {0} has no steady state before the incident: no times to inlet limits are given.</source>
        <translation>{0} 的空气在事件之前没有稳态：不给出到达进风限值的时间。</translation>
    </message>
    <message>
        <source>Solve its errors first: coolers short of capacity, blocked openings.</source>
        <translation>请先解决其错误：冷却能力不足、开口被堵。</translation>
    </message>
    <message>
        <source>Margin to allowable inlet</source>
        <translation>距允许进风温度的裕量</translation>
    </message>
    <message>
        <source>Capture index, intake</source>
        <translation>捕获指数（进风）</translation>
    </message>
    <message>
        <source>Capture index, exhaust</source>
        <translation>捕获指数（排风）</translation>
    </message>
    <message>
        <source>Bypass air</source>
        <translation>旁通空气</translation>
    </message>
    <message>
        <source>Pressure over the hall</source>
        <translation>相对机房的压力</translation>
    </message>
    <message>
        <source>Dew point</source>
        <translation>露点</translation>
    </message>
    <message>
        <source>No steady state was found in {0} steps; the largest error is at {1}. Pumps or valves that switch each other on and off have none.</source>
        <translation>{0} 步内未找到稳态；最大误差在 {1}。相互启闭的水泵或阀门没有稳态。</translation>
    </message>
    <message>
        <source>{0} has {1} of suction pressure over the vapour pressure and needs {2}.</source>
        <translation>{0} 的吸入压力高出汽化压力 {1}，需要 {2}。</translation>
    </message>
    <message>
        <source>Fill the expansion vessel to a higher pressure, connect it at the pump&apos;s suction, or lower the return temperature.</source>
        <translation>提高膨胀罐的充注压力，将其接到水泵吸入侧，或降低回水温度。</translation>
    </message>
    <message>
        <source>{0} is at the end of its travel: it reaches {1}, not {2}.</source>
        <translation>{0} 已到行程终点：达到 {1}，而不是 {2}。</translation>
    </message>
    <message>
        <source>PG20</source>
        <translation>PG20</translation>
    </message>
    <message>
        <source>PG30</source>
        <translation>PG30</translation>
    </message>
    <message>
        <source>PG55</source>
        <translation>PG55</translation>
    </message>
    <message>
        <source>EG30</source>
        <translation>EG30</translation>
    </message>
    <message>
        <source>EG50</source>
        <translation>EG50</translation>
    </message>
    <message>
        <source>Double conversion</source>
        <translation>双变换</translation>
    </message>
    <message>
        <source>Eco (static bypass)</source>
        <translation>节能（静态旁路）</translation>
    </message>
    <message>
        <source>Module sleep</source>
        <translation>模块休眠</translation>
    </message>
    <message>
        <source>Usable share as stated</source>
        <translation>按注明的可用比例</translation>
    </message>
    <message>
        <source>NEC, 80 % continuous</source>
        <translation>NEC，连续负荷 80 %</translation>
    </message>
    <message>
        <source>IEC 60364-5-52, GB/T 16895.6</source>
        <translation>IEC 60364-5-52、GB/T 16895.6</translation>
    </message>
    <message>
        <source>PVC (70 °C)</source>
        <translation>PVC（70 °C）</translation>
    </message>
    <message>
        <source>XLPE, EPR (90 °C)</source>
        <translation>XLPE、EPR（90 °C）</translation>
    </message>
    <message>
        <source>Bunched</source>
        <translation>成束</translation>
    </message>
    <message>
        <source>On a wall or floor</source>
        <translation>贴墙或地面</translation>
    </message>
    <message>
        <source>On a perforated tray</source>
        <translation>有孔托盘</translation>
    </message>
    <message>
        <source>On a ladder</source>
        <translation>梯架</translation>
    </message>
    <message>
        <source>Containment leakage</source>
        <translation>通道封闭漏风面积</translation>
    </message>
    <message>
        <source>Open area of gaps at doors, roof and between racks; the pressure across it sets its flow. 0 = not known: the aisle has the hall&apos;s pressure.</source>
        <translation>门、顶棚和机柜之间缝隙的开口面积；其漏风量由两侧压差决定。0 = 未知：通道压力与机房相同。</translation>
    </message>
    <message>
        <source>Floor leakage</source>
        <translation>地板漏风</translation>
    </message>
    <message>
        <source>Open share of the raised floor&apos;s seams, outside perforated tiles, from a pressure test of the floor (Radmehr, Karki, Patankar, Schmidt, IPACK2005-73273). 0 = tight.</source>
        <translation>架空地板接缝（开孔地板以外）的开口占比，由地板压力试验得出（Radmehr、Karki、Patankar、Schmidt，IPACK2005-73273）。0 = 密封。</translation>
    </message>
    <message>
        <source>Wall heat capacity</source>
        <translation>墙体热容</translation>
    </message>
    <message>
        <source>Of walls, floor and ceiling that the hall&apos;s air warms within minutes: two gypsum boards 22 kJ/m²K, the first 25 mm of concrete 50 kJ/m²K.</source>
        <translation>几分钟内被机房空气加热的墙、地面和顶棚的热容：两层石膏板 22 kJ/m²K，混凝土表层 25 mm 50 kJ/m²K。</translation>
    </message>
    <message>
        <source>Outdoor air</source>
        <translation>新风</translation>
    </message>
    <message>
        <source>Fresh air of the hall; with its coils and humidifiers it sets the hall&apos;s dew point. 0 = not given: the dew point of the conditions holds.</source>
        <translation>机房的新风量；与盘管和加湿器一起决定机房露点。0 = 未给出：采用工况中的露点。</translation>
    </message>
    <message>
        <source>Humidifiers</source>
        <translation>加湿器</translation>
    </message>
    <message>
        <source>Water that the hall&apos;s humidifiers can evaporate.</source>
        <translation>机房加湿器能够蒸发的水量。</translation>
    </message>
    <message>
        <source>Lowest dew point</source>
        <translation>最低露点</translation>
    </message>
    <message>
        <source>Held by the humidifiers; ASHRAE TC 9.9 (2021) recommends at least -9 °C.</source>
        <translation>由加湿器维持；ASHRAE TC 9.9（2021）推荐不低于 -9 °C。</translation>
    </message>
    <message>
        <source>Cable cut-out</source>
        <translation>线缆开孔</translation>
    </message>
    <message>
        <source>Open area left in the floor behind the rack; 0.02–0.04 m² without grommets. Floor air leaks through it into the exhaust. 0 = sealed.</source>
        <translation>机柜后方地板上未封堵的开口面积；无毛刷封堵时为 0.02–0.04 m²。地板下的空气由此漏入排风。0 = 已密封。</translation>
    </message>
    <message>
        <source>Gaps front to rear</source>
        <translation>前后缝隙</translation>
    </message>
    <message>
        <source>Open area without blanking panels (one unit: 0.02 m²) and under the rack; counts where the aisle&apos;s leakage is given. 0 = closed.</source>
        <translation>未装盲板处（每 U 0.02 m²）和机柜底部的开口面积；仅在给出通道漏风面积时计入。0 = 封闭。</translation>
    </message>
    <message>
        <source>Heat capacity, air side</source>
        <translation>风侧热容</translation>
    </message>
    <message>
        <source>Of the metal that the rack&apos;s air passes: it delays warming without cooling. 0 = weight times 0.44 kJ/kgK (steel at 20 °C, EN 1993-1-2), less cold plates.</source>
        <translation>机柜空气流经的金属的热容：失去冷却时延缓升温。0 = 重量乘以 0.44 kJ/kgK（20 °C 钢材，EN 1993-1-2），扣除冷板。</translation>
    </message>
    <message>
        <source>Fan pressure</source>
        <translation>风机静压</translation>
    </message>
    <message>
        <source>External static pressure at the stated airflow, as rated.</source>
        <translation>额定风量下的机外静压。</translation>
    </message>
    <message>
        <source>Fan shut-off pressure</source>
        <translation>风机零流量静压</translation>
    </message>
    <message>
        <source>Static pressure of the fans at no flow: with the rated point it gives their curve. 0 = speed control holds the stated airflow.</source>
        <translation>风量为零时的风机静压：与额定点一起给出风机曲线。0 = 由调速保持给定风量。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>The stated efficiencies are those of double conversion; eco and module sleep are computed from them.</source>
        <translation>注明的效率为双变换效率；节能与模块休眠由其算得。</translation>
    </message>
    <message>
        <source>Power modules</source>
        <translation>功率模块数</translation>
    </message>
    <message>
        <source>Equal modules in parallel; in module sleep only as many are awake as the load needs.</source>
        <translation>并联的相同模块；模块休眠时只唤醒负荷所需的数量。</translation>
    </message>
    <message>
        <source>Spare modules</source>
        <translation>备用模块数</translation>
    </message>
    <message>
        <source>Kept awake beyond what the load needs.</source>
        <translation>在负荷所需之外保持唤醒。</translation>
    </message>
    <message>
        <source>Derating</source>
        <translation>降额规则</translation>
    </message>
    <message>
        <source>Rule that says how much of the current rating may be used continuously: NEC 210.20(A) and 215.3, or IEC 60364-5-52 (GB/T 16895.6) by ambient and grouping.</source>
        <translation>规定额定电流可连续使用多少的规则：NEC 210.20(A) 与 215.3，或按环境温度与成组的 IEC 60364-5-52（GB/T 16895.6）。</translation>
    </message>
    <message>
        <source>Air around it</source>
        <translation>周围空气温度</translation>
    </message>
    <message>
        <source>Ambient of the conductors; the table&apos;s reference is 30 °C (IEC 60364-5-52, table B.52.14).</source>
        <translation>导体的环境温度；表格基准为 30 °C（IEC 60364-5-52 表 B.52.14）。</translation>
    </message>
    <message>
        <source>Circuits side by side</source>
        <translation>并排回路数</translation>
    </message>
    <message>
        <source>Loaded circuits that touch, this one included (IEC 60364-5-52, table B.52.17).</source>
        <translation>相互接触的带载回路数，含本回路（IEC 60364-5-52 表 B.52.17）。</translation>
    </message>
    <message>
        <source>Insulation</source>
        <translation>绝缘</translation>
    </message>
    <message>
        <source>Sets how hot the conductor may get.</source>
        <translation>决定导体允许温度。</translation>
    </message>
    <message>
        <source>Laying</source>
        <translation>敷设方式</translation>
    </message>
    <message>
        <source>How grouped circuits lie.</source>
        <translation>成组回路的敷设方式。</translation>
    </message>
    <message>
        <source>Short-circuit power</source>
        <translation>短路容量</translation>
    </message>
    <message>
        <source>Of the grid at the point of connection, from its operator. 0 = not stated: 350 MVA is assumed.</source>
        <translation>并网点电网的短路容量，由电网公司给出。0 = 未注明：假设 350 MVA。</translation>
    </message>
    <message>
        <source>Short-circuit voltage</source>
        <translation>短路阻抗</translation>
    </message>
    <message>
        <source>u_k of the name plate. 0 = not stated: by the rating (IEC 60076-5, table 1).</source>
        <translation>铭牌 u_k。0 = 未注明：按容量取（IEC 60076-5 表 1）。</translation>
    </message>
    <message>
        <source>Fault rating</source>
        <translation>短路耐受</translation>
    </message>
    <message>
        <source>Short-circuit current that it withstands and interrupts (I_cw, I_cu, SCCR). 0 = not stated.</source>
        <translation>可耐受和分断的短路电流（I_cw、I_cu、SCCR）。0 = 未注明。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} is narrower than one step of the tap changer, so there may be no tap within it.</source>
        <translation>{0}：{1} = {2} 比一级分接还窄，可能没有分接头落在其中。</translation>
    </message>
    <message>
        <source>Widen the band to one step or more.</source>
        <translation>把电压带放宽到一级以上。</translation>
    </message>
    <message>
        <source>The output to compare with is not a dataset in JSON.</source>
        <translation>用于比较的输出不是 JSON 数据集。</translation>
    </message>
    <message>
        <source>The output to compare with is not of type {0}.</source>
        <translation>用于比较的输出不是 {0} 类型。</translation>
    </message>
    <message>
        <source>The output to compare with has {0} scenarios, the results have {1}.</source>
        <translation>用于比较的输出有 {0} 个场景，结果有 {1} 个。</translation>
    </message>
    <message>
        <source>the id of a transformer</source>
        <translation>某台变压器的编号</translation>
    </message>
    <message>
        <source>The list has no header with the columns kind and name.</source>
        <translation>清单没有包含 kind 和 name 列的表头。</translation>
    </message>
    <message>
        <source>Write the names of the columns in the first line.</source>
        <translation>请在第一行写出列名。</translation>
    </message>
    <message>
        <source>Import of a single-line list</source>
        <translation>导入单线清单</translation>
    </message>
    <message>
        <source>There is no parameter {0}; the column is not read.</source>
        <translation>没有参数 {0}；该列不读取。</translation>
    </message>
    <message>
        <source>Use the keys of the layout document, for instance rated_power_W.</source>
        <translation>请使用布局文档的键，例如 rated_power_W。</translation>
    </message>
    <message>
        <source>The row has {0} cells, the header {1}.</source>
        <translation>该行有 {0} 个单元格，表头有 {1} 个。</translation>
    </message>
    <message>
        <source>Quote cells that contain the separator.</source>
        <translation>含分隔符的单元格请加引号。</translation>
    </message>
    <message>
        <source>{0} is not a kind with a power connection.</source>
        <translation>{0} 不是带电力接口的类别。</translation>
    </message>
    <message>
        <source>The object has no name.</source>
        <translation>该对象没有名称。</translation>
    </message>
    <message>
        <source>Give every object a name of its own; feeds refer to it.</source>
        <translation>请给每个对象一个独有的名称；馈电以名称引用。</translation>
    </message>
    <message>
        <source>{0} stands in line {1} already.</source>
        <translation>{0} 已在第 {1} 行出现。</translation>
    </message>
    <message>
        <source>{0} is a {1} on the site.</source>
        <translation>{0} 在站点上是 {1}。</translation>
    </message>
    <message>
        <source>Use its kind, or another name.</source>
        <translation>请用它的类别，或换一个名称。</translation>
    </message>
    <message>
        <source>{0} has no length.</source>
        <translation>{0} 没有长度。</translation>
    </message>
    <message>
        <source>State length_m of every cable and busway.</source>
        <translation>请写明每条电缆和母线槽的 length_m。</translation>
    </message>
    <message>
        <source>A {0} has no {1}.</source>
        <translation>{0} 没有参数 {1}。</translation>
    </message>
    <message>
        <source>Leave the cell empty.</source>
        <translation>请把该单元格留空。</translation>
    </message>
    <message>
        <source>{0} is not a choice of {1}.</source>
        <translation>{0} 不是 {1} 的选项。</translation>
    </message>
    <message>
        <source>{0} = {1} is not a number.</source>
        <translation>{0} = {1} 不是数字。</translation>
    </message>
    <message>
        <source>Write a number in SI units with a decimal point.</source>
        <translation>请写 SI 单位的数字，用小数点。</translation>
    </message>
    <message>
        <source>{0} = {1} lies outside its range.</source>
        <translation>{0} = {1} 超出范围。</translation>
    </message>
    <message>
        <source>{0} is fed by {1}, which is neither in the list nor on the site.</source>
        <translation>{0} 由 {1} 馈电，但它既不在清单中也不在站点上。</translation>
    </message>
    <message>
        <source>Add a row for it, or correct the name.</source>
        <translation>请为它加一行，或更正名称。</translation>
    </message>
    <message>
        <source>{0} is a {1}, which feeds nothing.</source>
        <translation>{0} 是 {1}，不向外馈电。</translation>
    </message>
    <message>
        <source>{0} has no free feed for {1}.</source>
        <translation>{0} 没有空闲馈电口接 {1}。</translation>
    </message>
    <message>
        <source>Sources take no feed, transfer switches two, racks six.</source>
        <translation>电源没有进线，转换开关两路，机柜六路。</translation>
    </message>
    <message>
        <source>{0} feeds itself.</source>
        <translation>{0} 给自身馈电。</translation>
    </message>
    <message>
        <source>Name what stands above it.</source>
        <translation>请写明其上级。</translation>
    </message>
    <message>
        <source>The factor at the end of the table is taken.</source>
        <translation>取表格末端的系数。</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>环网</translation>
    </message>
    <message>
        <source>Cooling</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>Power supplies</source>
        <translation>电源模块</translation>
    </message>
    <message>
        <source>Board converters</source>
        <translation>板载变换器</translation>
    </message>
    <message>
        <source>Chips, memory, network</source>
        <translation>芯片、内存、网络</translation>
    </message>
    <message>
        <source>Inside the racks: power supplies {0} %, board converters {1} % efficient; assumptions, as sites do not state them.</source>
        <translation>机柜内：电源模块效率 {0} %，板载变换器 {1} %；站点未注明，为假设值。</translation>
    </message>
    <message>
        <source>Where not stated: utility {0} MVA, uk of transformers by rating (IEC 60076-5); reactance of cables {1} and busways {2} mΩ/m; converters give {3} times their rated current.</source>
        <translation>未注明时：市电 {0} MVA，变压器 uk 按容量（IEC 60076-5）；电缆电抗 {1}、母线槽 {2} mΩ/m；变流器给出 {3} 倍额定电流。</translation>
    </message>
    <message>
        <source>A fault at {0} draws {1} kA; it is rated for {2} kA.</source>
        <translation>{0} 处短路电流 {1} kA；其额定耐受为 {2} kA。</translation>
    </message>
    <message>
        <source>Take a board of a higher fault rating, a transformer of a higher u_k, or open the tie of parallel feeds.</source>
        <translation>选用短路耐受更高的配电柜、u_k 更高的变压器，或断开并列馈线的母联。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} is not the id of a transformer.</source>
        <translation>{0}：{1} = {2} 不是变压器的编号。</translation>
    </message>
    <message>
        <source>A transformer of two windings has the sides 0 (from) and 1 (to).</source>
        <translation>双绕组变压器只有 0（from）和 1（to）两侧。</translation>
    </message>
    <message>
        <source>{0}: transformer {2} already has a tap regulator.</source>
        <translation>{0}：变压器 {2} 已有分接头调节器。</translation>
    </message>
    <message>
        <source>Leave one regulator for each transformer.</source>
        <translation>每台变压器只保留一个调节器。</translation>
    </message>
    <message>
        <source>{0}: {1} = {2} controls the side towards the source, whose voltage the transformer cannot set.</source>
        <translation>{0}：{1} = {2} 控制的是电源一侧，变压器无法决定该侧电压。</translation>
    </message>
    <message>
        <source>State the side of the loads as control_side.</source>
        <translation>请把 control_side 设为负荷一侧。</translation>
    </message>
    <message>
        <source>{0} would come to {1} over the hall: its openings do not pass what its units and racks move.</source>
        <translation>{0} 相对机房的压力将达到 {1}：其开口无法通过机组和机柜输送的风量。</translation>
    </message>
    <message>
        <source>Give the units a fan curve or less airflow, add tiles, or state the real leakage.</source>
        <translation>为机组给出风机曲线或减小风量，增加开孔地板，或填写实际漏风面积。</translation>
    </message>
    <message>
        <source>{0} is not known as {1} of a view; the default is taken.</source>
        <translation>视图的 {1} 中不识别 {0}，已取默认值。</translation>
    </message>
    <message>
        <source>Transformer 10 kV</source>
        <translation>10 kV 变压器</translation>
    </message>
    <message>
        <source>Side-car rectifier 415 V AC to 800 V DC</source>
        <translation>边柜整流 415 V 交流至 800 V 直流</translation>
    </message>
    <message>
        <source>415 V AC</source>
        <translation>415 V 交流</translation>
    </message>
    <message>
        <source>Main busbar 415 V</source>
        <translation>415 V 主母线</translation>
    </message>
    <message>
        <source>UPS, double conversion</source>
        <translation>UPS（双变换）</translation>
    </message>
    <message>
        <source>Busway 415 V</source>
        <translation>415 V 母线槽</translation>
    </message>
    <message>
        <source>Power supply AC to 54 V</source>
        <translation>电源 交流至 54 V</translation>
    </message>
    <message>
        <source>Busbar 54 V</source>
        <translation>54 V 母排</translation>
    </message>
    <message>
        <source>Board converter 54 V</source>
        <translation>板级变换 54 V</translation>
    </message>
    <message>
        <source>240 V DC</source>
        <translation>240 V 直流</translation>
    </message>
    <message>
        <source>Rectifier 240 V DC</source>
        <translation>240 V 直流整流器</translation>
    </message>
    <message>
        <source>Busway 240 V DC</source>
        <translation>240 V 直流母线槽</translation>
    </message>
    <message>
        <source>Power supply 240 V DC to 12 V</source>
        <translation>电源 240 V 直流至 12 V</translation>
    </message>
    <message>
        <source>54 V in the rack</source>
        <translation>机柜内 54 V</translation>
    </message>
    <message>
        <source>Power shelf with batteries AC to 54 V</source>
        <translation>带电池电源框 交流至 54 V</translation>
    </message>
    <message>
        <source>800 V DC with SST</source>
        <translation>800 V 直流（固态变压器）</translation>
    </message>
    <message>
        <source>Busway 800 V DC</source>
        <translation>800 V 直流母线槽</translation>
    </message>
    <message>
        <source>Converter 800 V to 50 V</source>
        <translation>变换器 800 V 至 50 V</translation>
    </message>
    <message>
        <source>Board converter 50 V</source>
        <translation>板级变换 50 V</translation>
    </message>
    <message>
        <source>800 V DC from side-cars</source>
        <translation>800 V 直流（边柜）</translation>
    </message>
    <message>
        <source>Busbar 800 V DC</source>
        <translation>800 V 直流母排</translation>
    </message>
    <message>
        <source>3 %</source>
        <translation>3 %</translation>
    </message>
    <message>
        <source>Drop along each busway and cable at this operating point, of the nominal voltage.</source>
        <translation>此工况下各母线槽与电缆的压降占额定电压的比例。</translation>
    </message>
    <message>
        <source>Below allowable inlet</source>
        <translation>低于允许进风温度</translation>
    </message>
    <message>
        <source>Allowable inlet limit of each rack&apos;s own ASHRAE class less its warmest third.</source>
        <translation>各机柜 ASHRAE 等级的允许进风上限减去其最热三分之一高度的进风温度。</translation>
    </message>
    <message>
        <source>Exhaust captured</source>
        <translation>排风捕获</translation>
    </message>
    <message>
        <source>Share of each rack&apos;s exhaust that a cooler is first to draw. Needs refined air.</source>
        <translation>各机柜排风中首先被冷却设备吸入的比例。需要精细气流。</translation>
    </message>
    <message>
        <source>Share of each cooler&apos;s air that a cooler draws before any rack. Needs refined air.</source>
        <translation>各冷却设备送风中未经机柜即被冷却设备吸回的比例。需要精细气流。</translation>
    </message>
    <message>
        <source>There is no file here.</source>
        <translation>此处没有文件。</translation>
    </message>
    <message>
        <source>Check the path and its permissions.</source>
        <translation>请检查路径及其权限。</translation>
    </message>
    <message>
        <source>Line {0} of {1} is &apos;{2}&apos;.</source>
        <translation>{1} 的第 {0} 行是“{2}”。</translation>
    </message>
    <message>
        <source>Give one number a line.</source>
        <translation>请每行给出一个数。</translation>
    </message>
    <message>
        <source>There is no regulation signal.</source>
        <translation>没有调频信号。</translation>
    </message>
    <message>
        <source>Grid without storage</source>
        <translation>无储能时的电网</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>电网</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>光伏阵列</translation>
    </message>
    <message>
        <source>Array and storage</source>
        <translation>光伏加储能</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Regulation signal</source>
        <translation>调频信号</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负荷</translation>
    </message>
    <message>
        <source>Diesel</source>
        <translation>柴油机</translation>
    </message>
    <message>
        <source>Full cycles</source>
        <translation>等效满循环</translation>
    </message>
    <message>
        <source>Life used</source>
        <translation>已用寿命</translation>
    </message>
    <message>
        <source>Facility water supply</source>
        <translation>设施水供水</translation>
    </message>
    <message>
        <source>class {0} · {1}</source>
        <translation>等级 {0} · {1}</translation>
    </message>
    <message>
        <source>Warmest facility water at a CDU, and the liquid-cooling class of ASHRAE TC 9.9 that it reaches: the number is the highest supply temperature in °C.</source>
        <translation>到达 CDU 的最高设施水温，及其达到的 ASHRAE TC 9.9 液冷等级：数字为最高供水温度（°C）。</translation>
    </message>
    <message>
        <source>Current, L1</source>
        <translation>L1 电流</translation>
    </message>
    <message>
        <source>Current, L2</source>
        <translation>L2 电流</translation>
    </message>
    <message>
        <source>Current, L3</source>
        <translation>L3 电流</translation>
    </message>
    <message>
        <source>Current, neutral</source>
        <translation>中性线电流</translation>
    </message>
    <message>
        <source>Unbalance of the phases</source>
        <translation>相不平衡度</translation>
    </message>
    <message>
        <source>Energy, an hour</source>
        <translation>电量，每小时</translation>
    </message>
    <message>
        <source>Energy and demand, a month at this load</source>
        <translation>电量与需量，按此负荷一个月</translation>
    </message>
    <message>
        <source>Voltage at its output</source>
        <translation>出口电压</translation>
    </message>
    <message>
        <source>L{0} of {1} carries {2} of what it may; the three together only {3} of the usable {4}.</source>
        <translation>{1} 的 L{0} 相承载其允许值的 {2}；三相合计仅为可用 {4} 的 {3}。</translation>
    </message>
    <message>
        <source>Move single-phase loads to the other phases.</source>
        <translation>请将单相负荷移到其他相。</translation>
    </message>
    <message>
        <source>One phase of {0} would carry {1} of what it may after loss of the other side; the three together fit into the usable {2}.</source>
        <translation>另一侧失电后 {0} 有一相将承载其允许值的 {1}；三相合计仍在可用的 {2} 之内。</translation>
    </message>
    <message>
        <source>{0} gives {1} where its nominal voltage is {2}.</source>
        <translation>{0} 的电压为 {1}，额定为 {2}。</translation>
    </message>
    <message>
        <source>Check the nominal voltages on the way, the taps of the transformers and the lengths of the runs.</source>
        <translation>请检查沿途的额定电压、变压器分接头和线路长度。</translation>
    </message>
    <message>
        <source>{0} takes {1} from its racks, but no facility water comes to it.</source>
        <translation>{0} 从机柜带走 {1}，但没有设施水接入。</translation>
    </message>
    <message>
        <source>Connect fws_in and fws_out, or give it an airflow if it gives its heat to the hall air.</source>
        <translation>连接 fws_in 和 fws_out；若将热量排入机房空气，请填写风量。</translation>
    </message>
    <message>
        <source>Coolant ΔT</source>
        <translation>冷却液温差</translation>
    </message>
    <message>
        <source>Valve position</source>
        <translation>阀位</translation>
    </message>
    <message>
        <source>Valve authority</source>
        <translation>阀权度</translation>
    </message>
    <message>
        <source>Pump speed</source>
        <translation>水泵转速</translation>
    </message>
    <message>
        <source>NPSH margin</source>
        <translation>汽蚀余量裕度</translation>
    </message>
    <message>
        <source>Capacity used</source>
        <translation>冷量使用率</translation>
    </message>
    <message>
        <source>Approach, now</source>
        <translation>当前趋近温差</translation>
    </message>
    <message>
        <source>Facility water flow</source>
        <translation>设施水流量</translation>
    </message>
    <message>
        <source>Facility water return</source>
        <translation>设施水回水</translation>
    </message>
    <message>
        <source>Balancing valve, drop</source>
        <translation>平衡阀压降</translation>
    </message>
    <message>
        <source>Balancing valve, Kv (flow at 1 bar)</source>
        <translation>平衡阀 Kv（1 bar 下流量）</translation>
    </message>
    <message>
        <source>Filter, of its change limit</source>
        <translation>过滤器压降占更换限值</translation>
    </message>
    <message>
        <source>Conductivity</source>
        <translation>电导率</translation>
    </message>
    <message>
        <source>pH</source>
        <translation>pH 值</translation>
    </message>
    <message>
        <source>Share from side B</source>
        <translation>来自 B 侧的比例</translation>
    </message>
    <message>
        <source>Choose a set point between the temperatures of the two waters that it mixes.</source>
        <translation>设定值应在所混合的两路水温之间。</translation>
    </message>
    <message>
        <source>{0} does not come to rest: it is at {1} and should hold {2}.</source>
        <translation>{0} 无法稳定：现为 {1}，应保持 {2}。</translation>
    </message>
    <message>
        <source>Do not let two valves hold the same temperature, or fix the position of one.</source>
        <translation>不要让两个阀门保持同一温度，或固定其中一个的开度。</translation>
    </message>
    <message>
        <source>{0} is no three-way valve, but its bypass is connected.</source>
        <translation>{0} 不是三通阀，但其旁通端口已连接。</translation>
    </message>
    <message>
        <source>Make it a mixing or diverting valve, or remove the connection.</source>
        <translation>将其设为合流阀或分流阀，或移除该连接。</translation>
    </message>
    <message>
        <source>{0} is connected, but not at {1}: nothing flows there.</source>
        <translation>{0} 已连接，但 {1} 端口未连接：该处无流量。</translation>
    </message>
    <message>
        <source>Connect it at {0}, or remove it.</source>
        <translation>连接 {0} 端口，或将其移除。</translation>
    </message>
    <message>
        <source>Coolant runs through {0} at {1}; above {2} it wears the wall.</source>
        <translation>{0} 中流速为 {1}；超过 {2} 会冲蚀管壁。</translation>
    </message>
    <message>
        <source>Choose a larger diameter.</source>
        <translation>选用更大的管径。</translation>
    </message>
    <message>
        <source>Coolant runs through {0} at {1}, and through {2} pipes slower than {3}: air may stay in them.</source>
        <translation>{0} 中流速为 {1}，共有 {2} 段管道流速低于 {3}：可能积存空气。</translation>
    </message>
    <message>
        <source>Vent their high points, or choose a smaller diameter.</source>
        <translation>在高点排气，或选用较小的管径。</translation>
    </message>
    <message>
        <source>The loop of {0} has {1} at {2}; its safety valve opens at {3}.</source>
        <translation>{0} 的回路在 {2} 处压力为 {1}；其安全阀在 {3} 开启。</translation>
    </message>
    <message>
        <source>Lower the fill pressure or the pump&apos;s head, or choose a higher relief pressure that all parts are made for.</source>
        <translation>降低充注压力或水泵扬程，或在所有部件允许时提高安全阀整定压力。</translation>
    </message>
    <message>
        <source>The loop of {0} has {1} at {2}: air may be drawn in.</source>
        <translation>{0} 的回路在 {2} 处压力为 {1}：可能吸入空气。</translation>
    </message>
    <message>
        <source>Raise the fill pressure of the expansion vessel.</source>
        <translation>提高膨胀罐的充注压力。</translation>
    </message>
    <message>
        <source>The loop of {0} holds {1} and needs an expansion vessel of {2}; it has {3}.</source>
        <translation>{0} 的回路容水 {1}，需要 {2} 的膨胀罐；现有 {3}。</translation>
    </message>
    <message>
        <source>Add a vessel, lower the fill pressure, or choose a higher relief pressure.</source>
        <translation>增加膨胀罐、降低充注压力，或提高安全阀整定压力。</translation>
    </message>
    <message>
        <source>The loop of {0} has no expansion vessel: its pressures are over that of its pump&apos;s suction.</source>
        <translation>{0} 的回路没有膨胀罐：其压力以水泵吸入口为基准。</translation>
    </message>
    <message>
        <source>Connect an expansion vessel at the suction of its pumps.</source>
        <translation>在水泵吸入口连接膨胀罐。</translation>
    </message>
    <message>
        <source>Three-way, mixing</source>
        <translation>三通合流阀</translation>
    </message>
    <message>
        <source>Three-way, diverting</source>
        <translation>三通分流阀</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>Holds a temperature</source>
        <translation>恒温控制</translation>
    </message>
    <message>
        <source>As fed</source>
        <translation>随进线</translation>
    </message>
    <message>
        <source>Three-phase</source>
        <translation>三相</translation>
    </message>
    <message>
        <source>L1–N</source>
        <translation>L1–N</translation>
    </message>
    <message>
        <source>L2–N</source>
        <translation>L2–N</translation>
    </message>
    <message>
        <source>L3–N</source>
        <translation>L3–N</translation>
    </message>
    <message>
        <source>L1–L2</source>
        <translation>L1–L2</translation>
    </message>
    <message>
        <source>L2–L3</source>
        <translation>L2–L3</translation>
    </message>
    <message>
        <source>L3–L1</source>
        <translation>L3–L1</translation>
    </message>
    <message>
        <source>Throttling (balancing, shut-off), check, pressure-independent with a flow limit, or three-way: mixing joins in and bypass at out, diverting splits in to out and bypass.</source>
        <translation>节流（平衡、截止）、止回、带限流的压力无关型，或三通：合流阀将 in 与 bypass 汇到 out，分流阀将 in 分到 out 与 bypass。</translation>
    </message>
    <message>
        <source>Share of the full flow coefficient; 0 is shut. Of a three-way valve the straight way, the bypass has the rest. Set by the controller where there is one.</source>
        <translation>占全开流量系数的比例；0 为关闭。三通阀为直通路的比例，旁通为其余部分。有控制器时由其设定。</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>By hand, or a controller that holds the supply set point: a mixing valve of the mixed water, a diverting valve where its bypass joins again, a throttling valve of the water that comes to it.</source>
        <translation>手动，或由控制器保持供水设定值：合流阀保持混合水温，分流阀保持旁通汇合处水温，节流阀保持流入的水温。</translation>
    </message>
    <message>
        <source>Fill pressure</source>
        <translation>充注压力</translation>
    </message>
    <message>
        <source>Over the atmosphere at the expansion vessel, cold; make-up holds it.</source>
        <translation>膨胀罐处的冷态表压，由补水保持。</translation>
    </message>
    <message>
        <source>Relief pressure</source>
        <translation>安全阀整定压力</translation>
    </message>
    <message>
        <source>Set pressure of the loop&apos;s safety valve, over the atmosphere: the vessel takes the expansion below it, the loop is tested above it.</source>
        <translation>回路安全阀的整定压力（表压）：膨胀罐在此压力以下吸收膨胀，回路在此压力以上试压。</translation>
    </message>
    <message>
        <source>Change at</source>
        <translation>更换压降</translation>
    </message>
    <message>
        <source>Drop at the reference flow at which the filter is cleaned or changed, from its data sheet.</source>
        <translation>按产品资料，参考流量下需清洗或更换过滤器的压降。</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>相</translation>
    </message>
    <message>
        <source>What it takes from its feed: all three phases, one against neutral, two against each other, or whatever the feed has. Nominal voltages stay those between lines.</source>
        <translation>从进线取用的相：三相、一相对中性线、两相之间，或进线所有的。额定电压仍为线电压。</translation>
    </message>
    <message>
        <source>Tap</source>
        <translation>分接头</translation>
    </message>
    <message>
        <source>Position of the tap changer: what the secondary voltage is raised by, of nominal.</source>
        <translation>分接开关位置：二次电压升高的比例，相对额定值。</translation>
    </message>
    <message>
        <source>Energy price, per kWh</source>
        <translation>电量电价，每 kWh</translation>
    </message>
    <message>
        <source>Of the tariff, in the currency of your choice. 0 = not stated.</source>
        <translation>按电价表，货币自选。0 = 未填。</translation>
    </message>
    <message>
        <source>Demand price, per kW and month</source>
        <translation>需量电价，每 kW 每月</translation>
    </message>
    <message>
        <source>Of the tariff, for the highest power of a month. 0 = not stated.</source>
        <translation>按电价表，对当月最高功率。0 = 未填。</translation>
    </message>
    <message>
        <source>{0} asks for {1}, but {2} gives direct current.</source>
        <translation>{0} 需要 {1}，但 {2} 给出直流。</translation>
    </message>
    <message>
        <source>Set its phases to &quot;as fed&quot;.</source>
        <translation>请将其相设为“随进线”。</translation>
    </message>
    <message>
        <source>{0} asks for {1}, but {2} has {3} only.</source>
        <translation>{0} 需要 {1}，但 {2} 只有 {3}。</translation>
    </message>
    <message>
        <source>Correct its phases, or feed it from somewhere else.</source>
        <translation>请更正其相，或改由别处供电。</translation>
    </message>
    <message>
        <source>{0} feeds {1} computers by single phases; {2} others state none ({3} first) and are taken as balanced.</source>
        <translation>{0} 以单相供给 {1} 台计算设备；另有 {2} 台未填相（首个为 {3}），按三相平衡处理。</translation>
    </message>
    <message>
        <source>State the phases of each of them.</source>
        <translation>请填写每一台的相。</translation>
    </message>
    <message>
        <source>{0} stands in a ring, which is solved as balanced; its single phase is not followed.</source>
        <translation>{0} 位于环网中，环网按平衡求解；不追踪其单相。</translation>
    </message>
    <message>
        <source>Open the ring to see its phases.</source>
        <translation>打开环网即可看到各相。</translation>
    </message>
    <message>
        <source>The feeds of {0} have different phases; it is taken as three-phase.</source>
        <translation>{0} 的各进线相不同；按三相处理。</translation>
    </message>
    <message>
        <source>State its phases, or feed it alike.</source>
        <translation>请填写其相，或由相同的相供电。</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>A and B</source>
        <translation>A 和 B</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>10 %</source>
        <translation>10 %</translation>
    </message>
    <message>
        <source>Feed side</source>
        <translation>供电侧</translation>
    </message>
    <message>
        <source>Share that comes from side B at this operating point: the stated side of an object, else that of what feeds it.</source>
        <translation>该工况下来自 B 侧的比例：取对象所填的侧，否则取其上级的侧。</translation>
    </message>
    <message>
        <source>Phase unbalance</source>
        <translation>相不平衡</translation>
    </message>
    <message>
        <source>Largest difference of a phase current from the mean of the three, of that mean; only where loads take single phases.</source>
        <translation>相电流与三相平均值的最大偏差占平均值的比例；仅在有单相负荷处。</translation>
    </message>
    <message>
        <source>Largest of the intake temperatures at three heights, at the rack nearest to (or furthest above) its limit, from the hall air solution (potential flow, upwind transport; no buoyancy or jets: RMS 0.9 K against CFD on a like hall; what refining changed before an edit is carried on). Limits: ASHRAE TC 9.9.</source>
        <translation>最接近（或最超出）限值的机柜在三个高度上的最高进风温度，取自机房空气求解（势流、迎风输运；无浮力和射流：类似机房对比 CFD 的 RMS 为 0.9 K；编辑前细化求解所作的修正会沿用）。限值：ASHRAE TC 9.9。</translation>
    </message>
    <message>
        <source>Lost to a DC fault here, opened by</source>
        <translation>此处直流故障的停电功率，由其断开</translation>
    </message>
    <message>
        <source>This load comes from a file: none is named.</source>
        <translation>该负荷来自文件：尚未指定文件。</translation>
    </message>
    <message>
        <source>The array gives nothing over the whole course: there is nothing to smooth.</source>
        <translation>阵列在整个过程中没有出力：没有可平滑的功率。</translation>
    </message>
    <message>
        <source>Take a longer course, or one that begins in the day.</source>
        <translation>请取更长的过程，或从白天开始的过程。</translation>
    </message>
    <message>
        <source>Coolant and hall air do not agree yet: what liquid-to-air CDUs draw is {0} off.</source>
        <translation>冷却液与机房空气尚未一致：液–风 CDU 吸入的空气还差 {0}。</translation>
    </message>
    <message>
        <source>Look ahead for a shorter time.</source>
        <translation>请缩短预测时间。</translation>
    </message>
    <message>
        <source>No source feeds {0}: an island without power.</source>
        <translation>{0} 没有电源：无电孤岛。</translation>
    </message>
    <message>
        <source>Connect it to a utility feed, a generator or a board that has one above it.</source>
        <translation>请接到市电、发电机或上级有电源的母线。</translation>
    </message>
    <message>
        <source>{0} feeds nothing.</source>
        <translation>{0} 未向任何设备供电。</translation>
    </message>
    <message>
        <source>Connect its output to a switchgear, a transformer or a transfer switch.</source>
        <translation>请将其输出接到开关柜、变压器或转换开关。</translation>
    </message>
    <message>
        <source>{0} states no rating: neither its load nor its losses can be told.</source>
        <translation>{0} 未给出额定值：无法得知其负载与损耗。</translation>
    </message>
    <message>
        <source>{0} states no rating: its load is not judged.</source>
        <translation>{0} 未给出额定值：不评判其负载。</translation>
    </message>
    <message>
        <source>State its rating from the name plate.</source>
        <translation>请按铭牌填写额定值。</translation>
    </message>
    <message>
        <source>{0} has no resistance: it loses nothing and drops no voltage.</source>
        <translation>{0} 没有电阻：既无损耗也无压降。</translation>
    </message>
    <message>
        <source>State its resistance per metre and draw its route.</source>
        <translation>请填写每米电阻并绘制其走向。</translation>
    </message>
    <message>
        <source>Wall transmittance</source>
        <translation>墙体传热系数</translation>
    </message>
    <message>
        <source>Temperature beyond the walls</source>
        <translation>墙外温度</translation>
    </message>
    <message>
        <source>{0} is to supply from overhead, but its base is only {1} above the floor: nothing can leave below; it is taken as a unit that stands in the room and gives at its front.</source>
        <translation>{0} 应从上方送风，但其底面距地板仅 {1}，无法从下方出风；按立于房间内、从正面出风的机组计算。</translation>
    </message>
    <message>
        <source>Raise it above the aisle, or choose another supply path.</source>
        <translation>将其升至通道上方，或选择其他送风方式。</translation>
    </message>
    <message>
        <source>Heat through walls</source>
        <translation>墙体传热量</translation>
    </message>
    <message>
        <source>into the halls, from {0} outdoors; {1} of their heat</source>
        <translation>由 {0} 的室外传入机房；占机房热量的 {1}</translation>
    </message>
    <message>
        <source>out of the halls, to {0} outdoors; {1} of their heat</source>
        <translation>由机房传向 {0} 的室外；占机房热量的 {1}</translation>
    </message>
    <message>
        <source>Sum of U A (T − outdoor dry bulb) over the cells of air beside walls and ceilings of IT rooms; U is the wall transmittance of each room.</source>
        <translation>对各 IT 房间贴近墙体与顶棚的空气单元求 U A (T − 室外干球温度) 之和；U 为各房间的墙体传热系数。</translation>
    </message>
    <message>
        <source>From overhead, down into the aisle</source>
        <translation>从上方向下送入通道</translation>
    </message>
    <message>
        <source>U-value of the walls and the ceiling of the room&apos;s air, films included, towards outdoor air: insulated panels 0.2–0.4 W/m²K, a bare concrete wall 2–3 W/m²K. Where walls border on rooms as warm as this one, the mean over all areas. 0 = no heat passes.</source>
        <translation>房间空气的墙体与顶棚对室外空气的传热系数 U（含表面换热）：保温板 0.2–0.4 W/m²K，裸混凝土墙 2–3 W/m²K。若部分墙体与同温房间相邻，取全部面积的平均值。0 = 不传热。</translation>
    </message>
    <message>
        <source>Through the floor void and its perforated tiles, straight into the room, or from a unit that hangs over the aisle: it draws at its rear and gives downwards.</source>
        <translation>经架空地板静压层与开孔地板送风、直接送入房间，或由悬挂在通道上方的机组送风：机组从背面吸风，向下送风。</translation>
    </message>
    <message>
        <source>{0}: a band lies beyond the rack&apos;s box.</source>
        <translation>{0}：有一段超出机柜外形。</translation>
    </message>
    <message>
        <source>Give heights in the hall, from the finished floor.</source>
        <translation>请给出机房内的高度，从完成面地板算起。</translation>
    </message>
    <message>
        <source>{0}: two of its bands overlap.</source>
        <translation>{0}：有两段重叠。</translation>
    </message>
    <message>
        <source>Bands may touch.</source>
        <translation>各段可以相接。</translation>
    </message>
    <message>
        <source>{0}: a band gives heat but moves no air.</source>
        <translation>{0}：有一段发热但没有风量。</translation>
    </message>
    <message>
        <source>Give it a flow_share.</source>
        <translation>请为它填写 flow_share。</translation>
    </message>
    <message>
        <source>{0}: the bands&apos; {1} do not add up to 1.</source>
        <translation>{0}：各段的 {1} 之和不为 1。</translation>
    </message>
    <message>
        <source>Leave out what holds nothing.</source>
        <translation>空的部分不必填写。</translation>
    </message>
    <message>
        <source>{0} is no rack: equipment is mounted in racks only.</source>
        <translation>{0} 不是机柜：设备只能安装在机柜中。</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>请删去。</translation>
    </message>
    <message>
        <source>{0}: {1} is no whole number of units.</source>
        <translation>{0}：{1} 不是整数 U 位。</translation>
    </message>
    <message>
        <source>Count whole units from the bottom.</source>
        <translation>请从底部起按整 U 计数。</translation>
    </message>
    <message>
        <source>No solution: {0} junctions with a demand of {1} L/s in all belong to a part without any source: {2}.</source>
        <translation>无解：{0} 个节点（需水量共 {1} L/s）位于没有任何水源的部分：{2}。</translation>
    </message>
    <message>
        <source>Mounted equipment</source>
        <translation>安装的设备</translation>
    </message>
    <message>
        <source>{0}: the equipment at {1} does not lie within the rack&apos;s units.</source>
        <translation>{0}：位于 {1} 的设备超出机柜的 U 位范围。</translation>
    </message>
    <message>
        <source>Give units of the rack, the lower one first.</source>
        <translation>请填写机柜内的 U 位，先写较低的一个。</translation>
    </message>
    <message>
        <source>{0}: {1} is no share of the equipment at {2}.</source>
        <translation>{0}：{1} 不能作为 {2} 处设备的占比。</translation>
    </message>
    <message>
        <source>Give its share of the rack&apos;s heat or air.</source>
        <translation>请填写它占机柜发热或风量的比例。</translation>
    </message>
    <message>
        <source>{0}: the equipment at {1} gives {2} of the heat but moves no air.</source>
        <translation>{0}：位于 {1} 的设备发出 {2} 的热量，但没有风量。</translation>
    </message>
    <message>
        <source>Give its share of the air.</source>
        <translation>请填写它占风量的比例。</translation>
    </message>
    <message>
        <source>{0}: the equipment at {1} and that at {2} overlap.</source>
        <translation>{0}：位于 {1} 与 {2} 的设备重叠。</translation>
    </message>
    <message>
        <source>Each unit belongs to one of them.</source>
        <translation>每个 U 位只能属于其中一台设备。</translation>
    </message>
    <message>
        <source>Make the shares add up to 100 %; parts that hold nothing are left out.</source>
        <translation>请使占比之和为 100 %；空的 U 位不必填写。</translation>
    </message>
    <message>
        <source>{0}: the shares of the heat add up to {1}.</source>
        <translation>{0}：发热占比之和为 {1}。</translation>
    </message>
    <message>
        <source>{0}: the shares of the air add up to {1}.</source>
        <translation>{0}：风量占比之和为 {1}。</translation>
    </message>
    <message>
        <source>{0}: &quot;{1}&quot; does not say what is mounted where.</source>
        <translation>{0}：“{1}”未说明何处安装了什么。</translation>
    </message>
    <message>
        <source>{0}: some heats are shares and others power.</source>
        <translation>{0}：部分发热为占比，部分为功率。</translation>
    </message>
    <message>
        <source>{0}: the air of some equipment is missing.</source>
        <translation>{0}：部分设备缺少风量占比。</translation>
    </message>
    <message>
        <source>{0}: the equipment gives no heat at all.</source>
        <translation>{0}：设备没有任何发热。</translation>
    </message>
    <message>
        <source>{0}: what is mounted in it could not be read to its end.</source>
        <translation>{0}：其中安装的设备未能完整读取。</translation>
    </message>
    <message>
        <source>Write units, shares of the heat and, where they differ, of the air: {0}. Heats may be in kW.</source>
        <translation>请依次填写 U 位、发热占比，以及与之不同时的风量占比：{0}。发热也可用 kW。</translation>
    </message>
</context>
</TS>
