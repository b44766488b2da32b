using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Mnist.Web.Hosting;

/// <summary>Reads a section of the configuration, and reports all faults in it together.</summary>
internal static class Settings
{
    /// <param name="section">A section of the configuration.</param>
    /// <param name="bind">
    /// <c>section => section.Get&lt;T&gt;()</c>: code for it is generated at the call.
    /// </param>
    /// <exception cref="InvalidConfigurationException">A key is unknown, or a value is not valid.</exception>
    public static T Read<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        IConfigurationSection section, Func<IConfigurationSection, T?> bind)
        where T : class, new()
    {
        var properties = typeof(T).GetProperties().Where(property => property.CanWrite).ToList();
        RefuseUnknownKeys(section, properties.ConvertAll(property => property.Name));
        T options;
        try
        {
            options = bind(section) ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidConfigurationException($"The configuration cannot be read. {e.Message}", e);
        }

        // Validator.TryValidateObject uses reflection, which finds no trimmed properties.
        var faults = new List<ValidationResult>();
        foreach (var property in properties)
        {
            var context = new ValidationContext(
                options, property.Name, serviceProvider: null, items: null) { MemberName = property.Name };
            Validator.TryValidateValue(
                property.GetValue(options)!, context, faults, property.GetCustomAttributes<ValidationAttribute>());
        }

        return faults.Count == 0
            ? options
            : throw new InvalidConfigurationException(string.Join(
                Environment.NewLine,
                faults.Select(fault => $"{section.Key}:{fault.MemberNames.First()} in the configuration: " +
                    $"{fault.ErrorMessage}")));
    }

    // The binder can also reject unknown keys, but its message names its own options.
    private static void RefuseUnknownKeys(IConfigurationSection section, List<string> known)
    {
        var unknown = section.GetChildren().Select(child => child.Key).Except(known, StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidConfigurationException(string.Join(Environment.NewLine, unknown.Select(key =>
                $"{section.Key}:{key} in the configuration: there is no such setting. " +
                $"In {section.Key} there are {string.Join(", ", known)}.")));
        }
    }
}
