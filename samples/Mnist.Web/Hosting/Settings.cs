using System.ComponentModel.DataAnnotations;

namespace Mnist.Web.Hosting;

/// <summary>Reads a section of the configuration, and names every fault in it at once.</summary>
internal static class Settings
{
    /// <exception cref="InvalidConfigurationException">A key is not known, or a value cannot be used.</exception>
    public static T Read<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        RefuseUnknownKeys<T>(configuration.GetSection(section));
        T options;
        try
        {
            options = configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidConfigurationException($"The configuration cannot be read. {e.Message}", e);
        }

        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? options
            : throw new InvalidConfigurationException(string.Join(
                Environment.NewLine, faults.Select(fault => $"{section}:{fault.MemberNames.First()} in the configuration: {fault.ErrorMessage}")));
    }

    // The binder can refuse these as well, but speaks of its own options.
    private static void RefuseUnknownKeys<T>(IConfigurationSection section)
    {
        var known = typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).ToList();
        var unknown = section.GetChildren().Select(child => child.Key).Except(known, StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidConfigurationException(string.Join(Environment.NewLine, unknown.Select(key =>
                $"{section.Key}:{key} in the configuration: there is no such setting. " +
                $"In {section.Key} there are {string.Join(", ", known)}.")));
        }
    }
}
