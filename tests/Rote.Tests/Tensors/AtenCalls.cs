using System.Runtime.InteropServices;
using System.Text;
using Rote.Tensors.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace Rote.Tests.Tensors;

public class AtenCalls
{
    private static readonly AtenOp Product = new("aten::mm(Tensor self, Tensor mat2) -> Tensor");
    private static readonly AtenOp Sum = new("aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor");
    private static readonly AtenOp Split = new("aten::split_with_sizes(Tensor(a -> *) self, SymInt[] split_sizes, int dim=0) -> Tensor(a)[]");
    private static readonly AtenOp Largest = new("aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)");
    private static readonly AtenOp Fill = new("aten::zero_(Tensor(a!) self) -> Tensor(a!)");

    [Fact]
    public void One_result()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(6f, Aten.Call(Product, ones(2, 3), full(3, 1, 2f)).sum().item<float>() / 2);
        Assert.Equal([3.0, 3.0], Aten.Call(Sum, ones(2, 3), new long[] { 1 }, false, ScalarType.Float64).data<double>().ToArray());
        Assert.Equal(6f, Aten.Call(Sum, ones(2, 3), AtenArg.None, false, AtenArg.None).item<float>());
    }

    [Fact]
    public void Several_results_and_lists()
    {
        using var scope = NewDisposeScope();
        var largest = Aten.CallMany(Largest, tensor(new long[,] { { 3, 7, 5 } }), 1, false);
        Assert.Equal((2, 7L, 1L), (largest.Length, largest[0]!.item<long>(), largest[1]!.item<long>()));
        var parts = Aten.CallMany(Split, arange(7), new long[] { 2, 5 }, 0);
        Assert.Equal([2L, 5L], parts.Select(part => part!.size(0)));
    }

    [Fact]
    public void Called_for_its_effect()
    {
        using var filled = ones(2, 3);
        Aten.Run(Fill, filled);
        Assert.Equal(0f, filled.sum().item<float>());
    }

    [Fact]
    public void Gradients_flow()
    {
        using var scope = NewDisposeScope();
        var left = ones(2, 3, requires_grad: true);
        Aten.Call(Product, left, full(3, 5, 2f)).sum().backward();
        Assert.Equal(10f, left.grad!.max().item<float>());
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        void Body()
        {
            using var scope = NewDisposeScope();
            Aten.CallMany(Split, arange(7), new long[] { 2, 5 }, 0);
            Aten.Run(Largest, ones(2, 3), 1, false);
            Assert.Throws<ExternalException>(() => Aten.Call(Product, ones(2, 3), ones(5, 7)));
        }
        Body();
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        Body();
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Refusal_carries_libtorchs_text()
    {
        using var left = ones(2, 3);
        using var right = ones(5, 7);
        var wrong = Assert.Throws<ExternalException>(() => Aten.Call(Product, left, right));
        Assert.Equal("aten::mm(Float32[2, 3], Float32[5, 7]): mat1 and mat2 shapes cannot be multiplied (2x3 and 5x7)", wrong.Message);
    }

    [Fact]
    public void Refusal_of_every_kind_of_argument_is_described()
    {
        using var x = ones(2, 3);
        var wrong = Assert.Throws<ExternalException>(() => Aten.Call(Sum, x, new long[] { 9 }, true, ScalarType.Float64));
        Assert.Equal("aten::sum.dim_IntList(Float32[2, 3], [9], True, Float64): Dimension out of range (expected to be in range of [-2, 1], but got 9)", wrong.Message);
    }

    [Fact]
    public void Unknown_operator_is_refused()
    {
        using var x = ones(2);
        var wrong = Assert.Throws<ExternalException>(() => Aten.Call(new AtenOp("aten::no_such_thing(Tensor self) -> Tensor"), x));
        Assert.StartsWith("aten::no_such_thing(Float32[2]): Could not find schema for aten::no_such_thing", wrong.Message);
    }

    [Fact]
    public async Task Texts_of_concurrent_refusals_are_not_mixed()
    {
        var threads = Enumerable.Range(0, 6).Select(thread => Task.Factory.StartNew(
            () =>
            {
                using var left = ones(2, 3 + thread);
                using var right = ones(50 + thread, 7);
                for (int i = 0; i < 5; i++)
                {
                    var wrong = Assert.Throws<ExternalException>(() => Aten.Call(Product, left, right));
                    Assert.EndsWith($"mat1 and mat2 shapes cannot be multiplied (2x{3 + thread} and {50 + thread}x7)", wrong.Message);
                }
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(threads);
    }

    [Fact]
    public void Wrong_number_of_arguments()
    {
        using var x = ones(2, 3);
        var wrong = Assert.Throws<ArgumentException>(() => Aten.Call(Product, x));
        Assert.Equal("aten::mm takes 2 arguments, defaults are not filled in; got 1. Its schema is aten::mm(Tensor self, Tensor mat2) -> Tensor", wrong.Message);
    }

    [Fact]
    public void Wrong_kind_of_argument()
    {
        using var x = ones(2, 3);
        Assert.Equal("aten::mm: argument 1 must be 'Tensor mat2'; got 5.", Assert.Throws<ArgumentException>(() => Aten.Call(Product, x, 5)).Message);
        Assert.Equal("aten::mm: argument 1 must be 'Tensor mat2'; got None.", Assert.Throws<ArgumentException>(() => Aten.Call(Product, x, AtenArg.None)).Message);
    }

    [Fact]
    public void Wrong_way_of_calling()
    {
        using var x = ones(2, 3);
        var wrong = Assert.Throws<ArgumentException>(() => Aten.Call(Largest, x, 1, false));
        Assert.Equal($"aten::max.dim does not return one tensor: use CallMany or Run. Its schema is {Largest.Schema}", wrong.Message);
    }

    [Fact]
    public void Disposed_tensor_is_refused_before_native_code_sees_it()
    {
        var gone = ones(3, 5);
        gone.Dispose();
        using var x = ones(2, 3);
        Assert.Throws<InvalidOperationException>(() => Aten.Call(Product, x, gone));
    }

    [Fact]
    public void Schema_with_a_type_that_cannot_be_carried()
    {
        var wrong = Assert.Throws<NotSupportedException>(() => new AtenOp("aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor"));
        Assert.Equal("libtorch 2.10.0's C dispatcher cannot carry 'Scalar' ('Scalar alpha=1').", wrong.Message);
    }

    [Fact]
    public void Schemas_are_read()
    {
        var op = new AtenOp("aten::f.over(Tensor(a!)[] self, float[]? a=None, *, int[2] b=[1, 2], str c, Device? d=None) -> (Tensor, Tensor)");
        Assert.Equal("aten::f.over", op.ToString());
        Assert.Equal("aten::f\0", Encoding.UTF8.GetString(op.Name));
        Assert.Equal("over\0", Encoding.UTF8.GetString(op.Overload));
        Assert.Equal(
            [(AtenKind.TensorList, false), (AtenKind.FloatList, true), (AtenKind.IntList, false), (AtenKind.Text, false), (AtenKind.None, true)],
            op.Parameters.Select(parameter => (parameter.Kind, parameter.Optional)));
        Assert.Equal((2, false, 5), (op.Returns, op.ReturnsList, op.Slots));
        Assert.True(Split.ReturnsList);
        Assert.Equal(0, new AtenOp("aten::g(Tensor self) -> ()").Returns);
    }
}
